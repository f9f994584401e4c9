package io.rightlink.scripts.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output of a run under way, bounded on disk: the first bytes as they come, then, when it ends, a line that says how much was
 * left out, and the last bytes. One writer, many readers; safe for any thread.
 */
final class OutputFile implements RunOutput, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutputFile.class);

    private final Path path;
    private final FileChannel file;
    private final long headBytes;
    private final int tailBytes;
    private TailBuffer tail;
    private long written;
    private @Nullable IOException fault;
    private boolean sealed;
    private boolean released;

    /**
     * Makes the file, empty.
     *
     * @param headBytes how much is kept from the beginning
     * @param tailBytes how much is kept from the end, held in memory until then once there is more than the head
     */
    OutputFile(Path path, long headBytes, int tailBytes) throws IOException {
        this.path = path;
        this.file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        this.headBytes = headBytes;
        this.tailBytes = tailBytes;
        this.tail = new TailBuffer(tailBytes);
    }

    /** Never fails: a full disk is no reason to end the run. See {@link #fault}. */
    synchronized void append(byte[] bytes, int length) {
        int toHead = (int) Math.min(length, Math.max(0, headBytes - written));
        if (toHead > 0) {
            write(ByteBuffer.wrap(bytes, 0, toHead));
        }
        if (!sealed) {
            tail.append(bytes, toHead, length - toHead);
        }
        notifyAll();
    }

    /** Adds the tail. What processes that the run left behind write from now on still fills the head. */
    synchronized void seal() {
        if (sealed) {
            return;
        }
        sealed = true;
        if (tail.dropped() > 0) {
            String gap = "\n[rightlink: " + tail.dropped() + " bytes left out]\n";
            write(ByteBuffer.wrap(gap.getBytes(StandardCharsets.UTF_8)));
        }
        write(tail.toByteBuffer());
        tail = new TailBuffer(0);
        notifyAll();
    }

    /** Adds the tail as {@link #seal} does: of what comes behind it nothing can be known. */
    synchronized void breakOff(IOException reason) {
        seal();
        if (fault == null) {
            fault = reason;
        }
    }

    /** Returns how many bytes, behind the head, are left out by now. */
    synchronized long dropped() {
        return tail.dropped();
    }

    /** Returns how many of the last bytes are kept. */
    int tailBytes() {
        return tailBytes;
    }

    /** Returns why not all that should be kept is. */
    synchronized Optional<IOException> fault() {
        return Optional.ofNullable(fault);
    }

    /** Lets go of those who follow. */
    synchronized void release() {
        released = true;
        notifyAll();
    }

    @Override
    public synchronized long size() {
        return written;
    }

    @Override
    public void copy(long from, long until, OutputStream to) throws IOException {
        copy(path, from, until, to);
    }

    @Override
    public synchronized OptionalLong awaitBeyond(long offset, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (written <= offset && !released) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (leftMillis <= 0) {
                return OptionalLong.empty();
            }
            wait(leftMillis);
        }
        return OptionalLong.of(Math.max(offset, written));
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    static void copy(Path path, long from, long until, OutputStream to) throws IOException {
        if (from >= until) {
            return;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            long at = from;
            while (at < until) {
                long moved = file.transferTo(at, until - at, Channels.newChannel(to));
                if (moved <= 0) {
                    throw new IOException(path + " ends at " + at + ", before " + until);
                }
                at += moved;
            }
        }
    }

    private void write(ByteBuffer bytes) {
        try {
            while (fault == null && bytes.hasRemaining()) {
                written += file.write(bytes);
            }
        } catch (IOException e) {
            LOG.warn("Cannot write {}", path, e);
            fault = e;
        }
    }
}
