package io.rightlink.docker.log;

import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;

/** A log that is being read. For one thread. */
public interface LogReading extends AutoCloseable {
    /**
     * Takes what there is, and waits for it if there is nothing yet.
     *
     * @return how many bytes were taken; 0 if nothing came in that time, and -1 at the end of the log
     * @throws UnavailableException if the log broke off: what was taken isn't all of it
     */
    int next(byte[] into, Duration patience) throws InterruptedException;

    /** Tells whether there is more without waiting. */
    boolean hasNext();

    /** Tells whether it goes on with what will be written. */
    boolean follows();

    /** Stops reading, and closes the connection to the engine. */
    @Override
    void close();
}
