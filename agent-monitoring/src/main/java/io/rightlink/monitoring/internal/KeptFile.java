package io.rightlink.monitoring.internal;

import io.rightlink.monitoring.sample.SampleTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the kernel's that is opened once and read often: that costs half as much. One that isn't there is looked for again now
 * and then. For one thread at a time.
 */
public final class KeptFile implements Closeable {

    /** How often a file that isn't there is taken to be missing without looking. */
    private static final int NOT_LOOKED = 30;

    /** What a kernel says that has the file, and doesn't measure what is in it; pressure, if booted with psi=0. */
    private static final String NOT_MEASURED = "not supported";

    private static final byte[] END_OF_LINE = {'\n'};

    private final ReadableFiles files;
    private final String path;
    private ReadableFiles.@Nullable Opened open;
    private int missing;

    public KeptFile(ReadableFiles files, String path) {
        this.files = files;
        this.path = path;
    }

    public String path() {
        return path;
    }

    /** Tells whether it is open. */
    public boolean isOpen() {
        return open != null;
    }

    /**
     * Reads a file that the kernel writes at once.
     *
     * @return false if there is none, or it can't be read, which {@code told} is told
     * @throws IOException if it could be read before and can't any more: what it told of is gone
     */
    public boolean read(KernelBytes into, SampleTable told) throws IOException {
        ReadableFiles.Opened kept = open;
        if (kept != null) {
            kept.rewind();
            into.fill(kept);
            return true;
        }
        return readAnew(into, told);
    }

    /** Reads a file that is one number; NaN if there is none, or it isn't one. Throws as {@link #read} does. */
    public double number(KernelBytes buffer, SampleTable told) throws IOException {
        if (!read(buffer, told)) {
            return Double.NaN;
        }
        long count = buffer.count();
        if (count >= 0 && buffer.skip(END_OF_LINE) && buffer.atEnd()) {
            return count;
        }
        return buffer.toFile(path).count(told).orElse(Double.NaN);
    }

    private boolean readAnew(KernelBytes into, SampleTable told) {
        if (missing > 0) {
            missing--;
            return false;
        }
        try {
            ReadableFiles.Opened opened = files.open(path);
            open = opened;
            into.fill(opened);
            return true;
        } catch (NoSuchFileException e) {
            missing = NOT_LOOKED;
        } catch (IOException e) {
            close();
            missing = isNotMeasured(e) ? NOT_LOOKED : 0;
            if (missing == 0) {
                told.unreadable("Cannot read " + path + ": " + e.getMessage());
            }
        }
        return false;
    }

    private static boolean isNotMeasured(IOException e) {
        return String.valueOf(e.getMessage()).contains(NOT_MEASURED);
    }

    /** Closes it; the next read opens it again. */
    @Override
    public void close() {
        ReadableFiles.Opened kept = open;
        open = null;
        if (kept != null) {
            try {
                kept.close();
            } catch (IOException e) {
                // Nothing was written, so nothing is lost.
            }
        }
    }

    /** Closes all of them. */
    public static void closeAll(List<KeptFile> files) {
        files.forEach(KeptFile::close);
    }

    /** Reads a file that the kernel writes page by page, and closes it at once: one that must not be kept. */
    public static boolean readOnce(ReadableFiles files, String path, KernelBytes into, SampleTable told) {
        try (ReadableFiles.Opened opened = files.open(path)) {
            into.fillToTheEnd(opened);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            told.unreadable("Cannot read " + path + ": " + e.getMessage());
            return false;
        }
    }
}
