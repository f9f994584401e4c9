package io.rightlink.core.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Starts processes, and writes programs that are to be run. No process is started while one is being written: it would hold the
 * file open until it has become another program, and the kernel refuses to run a file that anybody has open for writing. Safe for
 * any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2), ETXTBSY</a>
 */
public final class Programs {

    private static final ReadWriteLock WRITING = new ReentrantReadWriteLock();

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Programs() {}

    /** Makes a new file that only the agent's user may run. */
    public static void write(Path file, String source) throws IOException {
        WRITING.writeLock().lock();
        try {
            Files.createFile(file, OWNER_ONLY);
            Files.writeString(file, source);
        } finally {
            WRITING.writeLock().unlock();
        }
    }

    /** Starts a process while no program is being written. */
    public static Process start(ProcessBuilder builder) throws IOException {
        WRITING.readLock().lock();
        try {
            return builder.start();
        } finally {
            WRITING.readLock().unlock();
        }
    }
}
