package io.rightlink.monitoring.history;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the points of up to {@value #MOST} series are written: the number of series and of points, each series' number and whether its
 * maxima are given, then all averages and maxima. Each float is the exclusive or with the one before it in its track (a maximum's: with
 * its average), so that what stays as it is becomes zeros, and all first bytes come before all second ones: a third of the
 * size for zlib. Stateless.
 */
final class ChunkForm {

    /** How many series share a chunk. */
    static final int MOST = 128;

    private static final int HEAD = 2 * Integer.BYTES;
    private static final int OF_SERIES = Integer.BYTES + 1;

    private ChunkForm() {}

    /** @param tracks by the number of their series, each as long as the others */
    static byte[] write(SortedMap<Integer, Track> tracks) {
        int points = tracks.sequencedValues().getFirst().length();
        int[] words = new int[2 * tracks.size() * points];
        ByteBuffer head = ByteBuffer.allocate(HEAD + OF_SERIES * tracks.size());
        head.putInt(tracks.size()).putInt(points);
        int count = 0;
        for (var entry : tracks.entrySet()) {
            Track track = entry.getValue();
            boolean maxima = track.hasMaxima();
            head.putInt(entry.getKey()).put((byte) (maxima ? 1 : 0));
            for (int i = 0; i < points; i++) {
                words[count++] = bits(track.average(i)) ^ (i == 0 ? 0 : bits(track.average(i - 1)));
            }
            for (int i = 0; maxima && i < points; i++) {
                words[count++] = bits(track.maximum(i)) ^ bits(track.average(i));
            }
        }
        return Deflated.pack(planes(head.array(), words, count));
    }

    /**
     * @throws GarbledHistoryException if that is no chunk
     */
    static SortedMap<Integer, Track> read(byte[] chunk) {
        ByteBuffer bytes = ByteBuffer.wrap(Deflated.unpack(chunk));
        try {
            int size = bytes.getInt();
            int points = bytes.getInt();
            if (size < 0 || points < 0 || (OF_SERIES + (long) points * Float.BYTES) * size > bytes.remaining()) {
                throw new GarbledHistoryException("Cannot read " + size + " series of " + points + " points");
            }
            int[] ids = new int[size];
            boolean[] maxima = new boolean[ids.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = bytes.getInt();
                maxima[i] = bytes.get() == 1;
            }
            return tracks(new Words(bytes), ids, maxima, points);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new GarbledHistoryException("Cannot read a chunk of " + chunk.length + " bytes: " + e);
        }
    }

    private static SortedMap<Integer, Track> tracks(Words words, int[] ids, boolean[] hasMaxima, int points) {
        SortedMap<Integer, Track> tracks = new TreeMap<>();
        for (int n = 0; n < ids.length; n++) {
            float[] averages = new float[points];
            int last = 0;
            for (int i = 0; i < points; i++) {
                last ^= words.next();
                averages[i] = Float.intBitsToFloat(last);
            }
            float[] maxima = averages;
            if (hasMaxima[n]) {
                maxima = new float[points];
                for (int i = 0; i < points; i++) {
                    maxima[i] = Float.intBitsToFloat(words.next() ^ bits(averages[i]));
                }
            }
            tracks.put(ids[n], new Track(averages, maxima));
        }
        return tracks;
    }

    private static byte[] planes(byte[] head, int[] words, int count) {
        byte[] bytes = new byte[head.length + Integer.BYTES * count];
        System.arraycopy(head, 0, bytes, 0, head.length);
        for (int plane = 0; plane < Integer.BYTES; plane++) {
            int begin = head.length + plane * count;
            for (int i = 0; i < count; i++) {
                bytes[begin + i] = (byte) (words[i] >>> (Byte.SIZE * plane));
            }
        }
        return bytes;
    }

    private static int bits(float value) {
        return Float.floatToIntBits(value);
    }

    private static final class Words {
        private final ByteBuffer bytes;
        private final int count;
        private int at;

        Words(ByteBuffer rest) {
            bytes = rest;
            count = rest.remaining() / Integer.BYTES;
            at = rest.position();
        }

        int next() {
            int word = 0;
            for (int plane = 0; plane < Integer.BYTES; plane++) {
                word |= (bytes.get(at + plane * count) & 0xff) << (Byte.SIZE * plane);
            }
            at++;
            return word;
        }
    }
}
