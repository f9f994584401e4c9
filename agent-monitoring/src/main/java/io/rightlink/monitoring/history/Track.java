package io.rightlink.monitoring.history;

import java.util.Arrays;

/**
 * Successive points of one series: of each the average and the maximum of what fell into it, NaN where there was nothing. A value
 * is kept in 32 bits, which is right to 6e-8 of it. Not copied: who hands one over must not change it.
 */
final class Track {

    private final float[] averages;
    private final float[] maxima;

    /** @param maxima the averages themselves, where no point differs */
    Track(float[] averages, float[] maxima) {
        this.averages = averages;
        this.maxima = maxima;
    }

    static Track empty(int points) {
        float[] nothing = new float[points];
        Arrays.fill(nothing, Float.NaN);
        return new Track(nothing, nothing.clone());
    }

    float average(int point) {
        return averages[point];
    }

    float maximum(int point) {
        return maxima[point];
    }

    int length() {
        return averages.length;
    }

    boolean hasMaxima() {
        return !Arrays.equals(averages, maxima);
    }

    /** Writes another's points over these, from {@code at} on. */
    void put(int at, Track other) {
        System.arraycopy(other.averages, 0, averages, at, other.averages.length);
        System.arraycopy(other.maxima, 0, maxima, at, other.maxima.length);
    }
}
