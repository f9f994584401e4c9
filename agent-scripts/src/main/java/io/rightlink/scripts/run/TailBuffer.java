package io.rightlink.scripts.run;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The last bytes of a stream, and a count of those before them. Takes memory as it fills. For one thread. */
final class TailBuffer {

    private static final int FIRST_CAPACITY = 8_192;

    private final int limit;
    private byte[] ring = new byte[0];
    private int start;
    private int length;
    private long dropped;

    TailBuffer(int limit) {
        this.limit = limit;
    }

    void append(byte[] bytes, int offset, int count) {
        grow(length + count);
        int kept = Math.min(count, ring.length);
        int pushedOut = Math.max(0, length + kept - ring.length);
        dropped += count - kept + pushedOut;
        length -= pushedOut;
        start = wrapped(start + pushedOut);
        put(bytes, offset + count - kept, kept);
    }

    /** Returns how many bytes came that are not among the last ones. */
    long dropped() {
        return dropped;
    }

    ByteBuffer toByteBuffer() {
        byte[] inOrder = new byte[length];
        int untilWrap = Math.min(length, ring.length - start);
        System.arraycopy(ring, start, inOrder, 0, untilWrap);
        System.arraycopy(ring, 0, inOrder, untilWrap, length - untilWrap);
        return ByteBuffer.wrap(inOrder);
    }

    private void put(byte[] bytes, int offset, int count) {
        int at = wrapped(start + length);
        int untilWrap = Math.min(count, ring.length - at);
        System.arraycopy(bytes, offset, ring, at, untilWrap);
        System.arraycopy(bytes, offset + untilWrap, ring, 0, count - untilWrap);
        length += count;
    }

    /** Of a position in the ring, or up to a round beyond. */
    private int wrapped(int position) {
        return position < ring.length ? position : position - ring.length;
    }

    private void grow(int wanted) {
        if (wanted > ring.length && ring.length < limit) {
            byte[] inOrder = toByteBuffer().array();
            int doubled = Math.max(wanted, Math.max(FIRST_CAPACITY, 2 * ring.length));
            ring = Arrays.copyOf(inOrder, Math.min(limit, doubled));
            start = 0;
        }
    }
}
