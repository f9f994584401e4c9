package io.rightlink.monitoring.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChunkFormTest {

    private final Random random = new Random(7);

    @Test
    void readsWhatItWrote() {
        for (int round = 0; round < 200; round++) {
            SortedMap<Integer, Track> tracks = tracks(1 + random.nextInt(ChunkForm.MOST), 1 + random.nextInt(144));

            SortedMap<Integer, Track> read = ChunkForm.read(ChunkForm.write(tracks));

            assertThat(read.keySet()).isEqualTo(tracks.keySet());
            read.forEach((id, track) -> assertSame(track, Objects.requireNonNull(tracks.get(id))));
        }
    }

    @Test
    void makesLittleOfWhatStaysAsItIs() {
        SortedMap<Integer, Track> tracks = new TreeMap<>();
        for (int id = 0; id < 128; id++) {
            float[] same = new float[60];
            Arrays.fill(same, id * 1.1f);
            tracks.put(id, new Track(same, same));
        }

        assertThat(ChunkForm.write(tracks).length).isLessThan(2_000);
    }

    @Test
    void neverTakesGarbageForAChunk() {
        byte[] chunk = ChunkForm.write(tracks(20, 30));
        for (int length = 0; length < chunk.length; length += 7) {
            byte[] cut = Arrays.copyOf(chunk, length);
            assertThatThrownBy(() -> ChunkForm.read(cut)).isInstanceOf(GarbledHistoryException.class);
        }
        for (int[] head : new int[][] {{Integer.MAX_VALUE, 1}, {-1, 1}, {1, Integer.MAX_VALUE}, {1, -1}}) {
            byte[] lie = ByteBuffer.allocate(20).putInt(head[0]).putInt(head[1]).array();
            assertThatThrownBy(() -> ChunkForm.read(Deflated.pack(lie))).isInstanceOf(GarbledHistoryException.class);
        }
    }

    private SortedMap<Integer, Track> tracks(int series, int points) {
        SortedMap<Integer, Track> tracks = new TreeMap<>();
        for (int n = 0; n < series; n++) {
            float[] averages = floats(points);
            tracks.put(random.nextInt(100_000), new Track(averages, random.nextBoolean() ? averages : floats(points)));
        }
        return tracks;
    }

    private float[] floats(int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextInt(4) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return floats;
    }

    private static void assertSame(Track actual, Track expected) {
        assertThat(actual.length()).isEqualTo(expected.length());
        for (int i = 0; i < actual.length(); i++) {
            assertThat(actual.average(i)).isEqualTo(Float.valueOf(expected.average(i)));
            assertThat(actual.maximum(i)).isEqualTo(Float.valueOf(expected.maximum(i)));
        }
    }
}
