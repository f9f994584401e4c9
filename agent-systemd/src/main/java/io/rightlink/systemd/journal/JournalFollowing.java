package io.rightlink.systemd.journal;

import java.time.Duration;
import java.util.Optional;

/** A journal that is being followed, by one thread; any thread may close it. */
public interface JournalFollowing extends AutoCloseable {
    /** Waits for the next entry; returns empty if none came in this time, or there will be none any more. */
    Optional<JournalEvent> next(Duration patience) throws InterruptedException;

    /** Tells whether there will be no more entries, because the agent or its reader ends. */
    boolean hasEnded();

    /** Tells whether an entry is waiting already. */
    boolean hasNext();

    /** Ends it at once; a second time does nothing. */
    @Override
    void close();
}
