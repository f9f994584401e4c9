package io.rightlink.scripts.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The output of a run under way, bounded on disk: the first bytes as they come, then, when it ends, a line that says how much was
 * left out, and the last bytes. One writer, many readers; safe for any thread.
 */
final class OutputFile implements RunOutput, AutoCloseable {

    private final Path path;
    private final FileChannel file;
    private final long headBytes;
    private final TailBuffer tail;
    private long written;
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
        this.tail = new TailBuffer(tailBytes);
    }

    synchronized void append(byte[] bytes, int length) throws IOException {
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
    synchronized void seal() throws IOException {
        if (sealed) {
            return;
        }
        sealed = true;
        if (tail.dropped() > 0) {
            String gap = "\n[rightlink: " + tail.dropped() + " bytes left out]\n";
            write(ByteBuffer.wrap(gap.getBytes(StandardCharsets.UTF_8)));
        }
        write(tail.toByteBuffer());
        notifyAll();
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
    public synchronized long awaitBeyond(long offset) throws InterruptedException {
        while (written <= offset && !released) {
            wait();
        }
        return Math.max(offset, written);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    static void copy(Path path, long from, long until, OutputStream to) throws IOException {
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

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            written += file.write(bytes);
        }
    }
}
