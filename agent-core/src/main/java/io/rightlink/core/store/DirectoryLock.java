package io.rightlink.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second agent out of the state directory: it would take this one's unfinished work for that of a dead one. The kernel lets
 * go of the lock when the process ends, however it ends. Safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl.2.html">fcntl(2)</a>
 */
final class DirectoryLock implements AutoCloseable {

    /** A process must not open a lock file twice: closing the second descriptor would undo the first one's lock. */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Locks the directory, which is made, for its owner only, if it isn't there.
     *
     * @throws IllegalStateException if it is locked
     */
    static DirectoryLock take(Path stateDirectory) {
        try {
            Files.createDirectories(
                    stateDirectory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return takeExisting(stateDirectory.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot use the state directory " + stateDirectory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot let go of the state directory " + directory, e);
            } finally {
                TAKEN.remove(directory);
            }
        }
    }

    private static DirectoryLock takeExisting(Path directory) throws IOException {
        if (!TAKEN.add(directory)) {
            throw new IllegalStateException("This process uses the state directory " + directory + " already");
        }
        try {
            return new DirectoryLock(directory, lock(directory.resolve("lock")));
        } catch (IOException | RuntimeException e) {
            TAKEN.remove(directory);
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IllegalStateException("Another agent uses the state directory " + file.getParent());
        }
        return channel;
    }
}
