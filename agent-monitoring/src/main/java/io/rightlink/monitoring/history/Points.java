package io.rightlink.monitoring.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one series has in one window that is still open: a slot for each 10 seconds. For one thread at a time. */
final class Points {

    static final int SLOTS = Tier.FINE.pointsOfWindow();

    private final float[] averages = new float[SLOTS];

    /** Only where a slot ever got a second value, which what is measured at ticks doesn't. */
    private @Nullable Several several;

    /** A bit for each slot that isn't on disk as it is here. */
    private long unwritten;

    Points() {
        Arrays.fill(averages, Float.NaN);
    }

    void add(int slot, float value) {
        unwritten |= 1L << slot;
        if (Float.isNaN(averages[slot])) {
            set(slot, value, value, 1);
            return;
        }
        int count = count(slot) + 1;
        double average = averages[slot] + ((double) value - averages[slot]) / count;
        set(slot, (float) average, Math.max(maximum(slot), value), count);
    }

    /** Puts a slot's state, as it was read from disk. */
    void set(int slot, float average, float maximum, int count) {
        if (several == null && count > 1) {
            several = new Several(averages);
        }
        averages[slot] = average;
        if (several != null) {
            several.maxima[slot] = maximum;
            several.counts[slot] = (short) Math.min(count, Short.MAX_VALUE);
        }
    }

    float average(int slot) {
        return averages[slot];
    }

    float maximum(int slot) {
        return several == null ? averages[slot] : several.maxima[slot];
    }

    int count(int slot) {
        return several != null ? several.counts[slot] : Float.isNaN(averages[slot]) ? 0 : 1;
    }

    long unwritten() {
        return unwritten;
    }

    void written() {
        unwritten = 0;
    }

    boolean isEmpty() {
        for (float average : averages) {
            if (!Float.isNaN(average)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a tier's points. Its averages are those of the slots that have a value: each stands for the same time. */
    Track track(Tier tier) {
        int width = tier.step() / Tier.FINE.step();
        float[] means = new float[SLOTS / width];
        float[] maxima = new float[SLOTS / width];
        for (int point = 0; point < means.length; point++) {
            double sum = 0;
            int count = 0;
            float most = Float.NaN;
            for (int slot = point * width; slot < (point + 1) * width; slot++) {
                if (!Float.isNaN(averages[slot])) {
                    sum += averages[slot];
                    count++;
                    most = count == 1 ? maximum(slot) : Math.max(most, maximum(slot));
                }
            }
            means[point] = count == 0 ? Float.NaN : (float) (sum / count);
            maxima[point] = most;
        }
        return new Track(means, maxima);
    }

    private static final class Several {
        private final float[] maxima;
        private final short[] counts = new short[SLOTS];

        Several(float[] single) {
            maxima = single.clone();
            for (int slot = 0; slot < SLOTS; slot++) {
                counts[slot] = (short) (Float.isNaN(single[slot]) ? 0 : 1);
            }
        }
    }
}
