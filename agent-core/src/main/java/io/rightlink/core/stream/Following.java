package io.rightlink.core.stream;

import java.time.Duration;
import java.util.Optional;

/** Something that goes on, and is followed by one thread; any thread may close it. */
public interface Following<E> extends AutoCloseable {
    /** Waits for what comes next; returns empty if nothing came in this time, or there will be nothing any more. */
    Optional<E> next(Duration patience) throws InterruptedException;

    /** Tells whether there will be nothing more, because the agent or what is followed ends. */
    boolean hasEnded();

    /** Tells whether something is waiting already. */
    boolean hasNext();

    /** Ends it at once; a second time does nothing. */
    @Override
    void close();
}
