package io.rightlink.scripts.mask;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * A stream of bytes in which values are replaced by {@code <hidden NAME>}, wherever chunks begin and end. Where values overlap, all that
 * they cover is replaced at once, under the longest one's name. Holds a chunk, and as much of it from one to the next as may be the
 * beginning of a value, however long what overlaps goes on. For one thread at a time.
 */
public final class MaskedStream {

    /** Where the rest goes. */
    @FunctionalInterface
    public interface Sink {
        void write(byte[] bytes, int length);
    }

    /** What is to be hidden, by position in the stream. Where it begins may not be held any more: nothing of it is ever sent. */
    private record Span(long start, long end, String name, int longest) {}

    private final Values values;
    private final Sink sink;
    private final Deque<Span> spans = new ArrayDeque<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private byte[] held = new byte[0];
    private int heldBytes;
    /** The position of the first byte that is held. */
    private long base;
    /** Up to where bytes are out: further than {@link #base} where some that are held were let go. */
    private long sent;

    private int state = Values.START;

    MaskedStream(Values values, Sink sink) {
        this.values = values;
        this.sink = sink;
    }

    public void write(byte[] bytes, int length) {
        hold(bytes, length);
        long at = base + heldBytes - length;
        for (int i = 0; i < length; i++) {
            state = values.next(state, bytes[i]);
            at++;
            int found = values.found(state);
            if (found > 0) {
                add(new Span(at - found, at, values.nameOfFound(state), found));
            }
        }
        send(at - values.begun(state));
    }

    /** Lets go of what looks like a value's beginning but is too short to tell of it: somebody may wait for it. */
    public void relax() {
        if (isTense()) {
            plain(base, base + heldBytes);
            flush();
        }
    }

    /** Tells whether {@link #relax} would let go of something. */
    public boolean isTense() {
        return spans.isEmpty() && heldBytes < Mask.SHORTEST_BYTES && sent < base + heldBytes;
    }

    /** Returns how many bytes it has room for. */
    int roomBytes() {
        return held.length;
    }

    /** Sends everything. A beginning of a value that is long enough to tell of it is hidden, too: the rest may have been cut off. */
    public void finish() {
        long end = base + heldBytes;
        int begun = values.begun(state);
        if (begun >= Mask.SHORTEST_BYTES) {
            add(new Span(end - begun, end, values.nameOfBegun(state), begun));
        }
        send(end);
        state = Values.START;
    }

    private void hold(byte[] bytes, int length) {
        if (held.length < heldBytes + length) {
            held = Arrays.copyOf(held, heldBytes + length);
        }
        System.arraycopy(bytes, 0, held, heldBytes, length);
        heldBytes += length;
    }

    /** Those that it overlaps become one with it. */
    private void add(Span found) {
        Span merged = found;
        while (!spans.isEmpty() && spans.getLast().end() > merged.start()) {
            Span last = spans.removeLast();
            Span longer = last.longest() >= merged.longest() ? last : merged;
            merged = new Span(Math.min(last.start(), merged.start()), merged.end(), longer.name(), longer.longest());
        }
        spans.addLast(merged);
    }

    /**
     * Sends what lies before a position, and holds nothing of it any more: nothing that is found from now on begins before it. What lies
     * there in a span that may still grow is never sent, so that of this the span alone is kept.
     */
    private void send(long settled) {
        long from = base;
        while (!spans.isEmpty() && spans.getFirst().end() <= settled) {
            Span span = spans.removeFirst();
            plain(from, span.start());
            byte[] mask = ("<hidden " + span.name() + ">").getBytes(StandardCharsets.UTF_8);
            out.write(mask, 0, mask.length);
            from = span.end();
        }
        long until =
                spans.isEmpty() ? settled : Math.min(settled, spans.getFirst().start());
        plain(from, until);
        flush();
        drop((int) (settled - base));
    }

    private void plain(long from, long until) {
        long start = Math.max(from, sent);
        if (start < until) {
            out.write(held, (int) (start - base), (int) (until - start));
            sent = until;
        }
    }

    /** All at once, so that who reads on sees no part of it. */
    private void flush() {
        if (out.size() > 0) {
            sink.write(out.toByteArray(), out.size());
            out.reset();
        }
    }

    private void drop(int count) {
        System.arraycopy(held, count, held, 0, heldBytes - count);
        heldBytes -= count;
        base += count;
    }
}
