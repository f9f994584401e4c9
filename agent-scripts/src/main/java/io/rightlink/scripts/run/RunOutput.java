package io.rightlink.scripts.run;

import java.io.IOException;
import java.io.OutputStream;

/** What a run has written, in the order written, standard output and error together. Safe for many readers at once. */
public interface RunOutput {
    /** Returns how many bytes there are now. */
    long size();

    /** Copies the bytes of an interval that lies within {@link #size}. */
    void copy(long from, long until, OutputStream to) throws IOException;

    /** Waits until there are more than {@code offset} bytes or no more will come, and returns how many there are, or {@code offset}. */
    long awaitBeyond(long offset) throws InterruptedException;
}
