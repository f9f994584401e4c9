package io.rightlink.systemd.host;

import io.rightlink.core.store.FileHoles;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a file from its beginning while others append to it, and ends once they have. Waits for the kernel to tell of growth, and
 * looks from time to time without that. For one reader; {@link #complete} and {@link #close} may come from any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/inotify.7.html">inotify(7)</a>
 */
final class GrowingFile extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(GrowingFile.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long LOOK_UNTOLD_MILLIS = 100;

    private final Path path;
    private final @Nullable WatchService changes;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable FileChannel file;
    private long position;

    /** Whether what was read is where it was read; not of a file that was cut short, or of which its file system gives no part back. */
    private volatile boolean forgettable = true;

    GrowingFile(Path path) {
        this.path = path;
        this.changes = watch(path);
    }

    /** Says that nothing more is written. */
    void complete() {
        end.countDown();
        stopWatching();
    }

    /** Gives back the room of a part that was read. */
    void forget(long from, long until) {
        if (forgettable) {
            try {
                FileHoles.punch(path, from, until);
            } catch (IOException e) {
                forgettable = false;
                LOG.info("What has been read of an output takes room until it is removed: {}", e.getMessage());
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            return awaitMore(ByteBuffer.wrap(bytes, offset, length));
        } catch (ClosedChannelException e) {
            return -1;
        }
    }

    /** Lets the reader go, too. */
    @Override
    public void close() throws IOException {
        closed = true;
        complete();
        FileChannel open = file;
        if (open != null) {
            open.close();
        }
    }

    private int awaitMore(ByteBuffer into) throws IOException {
        while (!closed) {
            boolean last = end.getCount() == 0;
            int read = readMore(into);
            if (read > 0) {
                return read;
            } else if (last) {
                return -1;
            }
            awaitGrowth();
        }
        return -1;
    }

    /** A file that was cut short, as {@code echo >/dev/stderr} does, is read from its new beginning on. */
    private int readMore(ByteBuffer into) throws IOException {
        FileChannel open = file == null ? open() : file;
        if (open == null) {
            return 0;
        } else if (open.size() < position) {
            position = 0;
            forgettable = false;
        }
        int read = open.read(into, position);
        position += Math.max(0, read);
        return read;
    }

    private @Nullable FileChannel open() throws IOException {
        try {
            file = FileChannel.open(path, StandardOpenOption.READ);
            return file;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void awaitGrowth() throws IOException {
        try {
            if (changes == null) {
                boolean _ = end.await(LOOK_UNTOLD_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
            WatchKey changed = changes.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (changed != null) {
                changed.pollEvents();
                changed.reset();
            }
        } catch (ClosedWatchServiceException e) {
            // it is complete
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for more of " + path);
        }
    }

    /** Returns nothing where the kernel has no watch left to give, or there is no directory any more. */
    private static @Nullable WatchService watch(Path path) {
        Path directory = path.resolveSibling("");
        try {
            WatchService service = path.getFileSystem().newWatchService();
            try {
                directory.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
                return service;
            } catch (IOException e) {
                service.close();
                return null;
            }
        } catch (IOException e) {
            return null;
        }
    }

    private void stopWatching() {
        try {
            if (changes != null) {
                changes.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot stop watching " + path, e);
        }
    }
}
