package io.rightlink.monitoring.internal;

import io.rightlink.core.host.Rootfs;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of the host's that stay open, to be read again and again. Safe for any thread. */
public interface ReadableFiles {

    /** An open file. For one thread at a time. */
    interface Opened extends Closeable {
        /** Has the next read begin at the start, where the kernel writes the file anew. */
        void rewind() throws IOException;

        /** Reads what comes next; returns how many bytes that are, or -1 at the end. */
        int read(byte[] into, int offset) throws IOException;
    }

    /**
     * Opens a file.
     *
     * @param path below the host's root, {@code /proc/stat}
     * @throws NoSuchFileException if the host doesn't have it
     */
    Opened open(String path) throws IOException;

    /** Returns those of a host. They stay open when a thread that reads them is interrupted, which a FileChannel doesn't. */
    static ReadableFiles of(Rootfs rootfs) {
        return path -> new OpenedFile(open(rootfs.resolve(path)));
    }

    private static RandomAccessFile open(Path file) throws IOException {
        try {
            return new RandomAccessFile(file.toFile(), "r");
        } catch (FileNotFoundException e) {
            if (Files.exists(file)) {
                throw e;
            }
            NoSuchFileException missing = new NoSuchFileException(file.toString());
            missing.initCause(e);
            throw missing;
        }
    }
}
