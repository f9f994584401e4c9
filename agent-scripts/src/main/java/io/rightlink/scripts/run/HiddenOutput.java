package io.rightlink.scripts.run;

import io.rightlink.scripts.mask.Mask;
import io.rightlink.scripts.mask.MaskedStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of a run's output into its file, on which the values of its credentials are hidden: nobody who reads the file, or follows it,
 * has them, and its offsets count what is in it. Safe for any thread.
 */
final class HiddenOutput implements AutoCloseable {

    /** For how long a follower may wait for what looks like a value's first letters. */
    private static final long PATIENCE_MILLIS = 250;

    private static final Executor LATER = CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);

    private final OutputFile file;
    private final @Nullable MaskedStream masked;
    private final @Nullable IOException withheld;
    private boolean watched;
    private boolean closed;
    private long lastNanos;

    HiddenOutput(OutputFile file, Optional<Mask> mask) {
        this.file = file;
        this.masked = mask.map(hidden -> hidden.stream(file::append)).orElse(null);
        this.withheld = null;
    }

    private HiddenOutput(OutputFile file, IOException withheld) {
        this.file = file;
        this.masked = null;
        this.withheld = withheld;
    }

    /** Returns the way of an output in which values can't be hidden, because nobody knows them any more: nothing of it is kept. */
    static HiddenOutput withheld(OutputFile file, String why) {
        return new HiddenOutput(file, new IOException(why));
    }

    OutputFile file() {
        return file;
    }

    synchronized void append(byte[] bytes, int length) {
        if (masked != null) {
            masked.write(bytes, length);
            lastNanos = System.nanoTime();
            watch(masked);
        } else if (withheld == null) {
            file.append(bytes, length);
        }
    }

    /** Adds the tail, as {@link OutputFile#seal} does. */
    synchronized void seal() {
        finish();
        if (withheld == null) {
            file.seal();
        } else {
            file.breakOff(withheld);
        }
    }

    /** Adds the tail, as {@link OutputFile#breakOff} does. */
    synchronized void breakOff(IOException reason) {
        finish();
        file.breakOff(withheld == null ? reason : withheld);
    }

    @Override
    public synchronized void close() throws IOException {
        finish();
        closed = true;
        file.close();
    }

    private void finish() {
        if (masked != null && !closed) {
            masked.finish();
        }
    }

    private void watch(MaskedStream stream) {
        if (!watched && stream.isTense()) {
            watched = true;
            LATER.execute(() -> relax(stream));
        }
    }

    private synchronized void relax(MaskedStream stream) {
        watched = false;
        if (closed) {
            return;
        }
        if (System.nanoTime() - lastNanos >= TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
            stream.relax();
        }
        watch(stream);
    }
}
