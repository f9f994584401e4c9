package io.rightlink.scripts.run;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;

/** What a run has written, in the order written, standard output and error together. Safe for many readers at once. */
public interface RunOutput {
    /** How long is waited at a time. */
    Duration A_WHILE = Duration.ofMinutes(1);

    /** Returns how many bytes there are now. */
    long size();

    /** Copies the bytes of an interval that lies within {@link #size}. */
    void copy(long from, long until, OutputStream to) throws IOException;

    /** Waits until there are more than {@code offset} bytes or no more will come, and returns how many there are, or {@code offset}. */
    default long awaitBeyond(long offset) throws InterruptedException {
        OptionalLong now = awaitBeyond(offset, A_WHILE);
        while (now.isEmpty()) {
            now = awaitBeyond(offset, A_WHILE);
        }
        return now.getAsLong();
    }

    /** Waits as {@link #awaitBeyond(long)} does, but not for longer than this; empty if that was in vain. */
    OptionalLong awaitBeyond(long offset, Duration patience) throws InterruptedException;
}
