package io.rightlink.monitoring.history;

import java.util.Arrays;

/** The points of one series that is being read. For one thread at a time. */
final class Buckets {

    private final long first;
    private final long step;
    private final Aggregate aggregate;
    private final double[] values;
    private final int[] counts;

    Buckets(long first, long step, int points, Aggregate aggregate) {
        this.first = first;
        this.step = step;
        this.aggregate = aggregate;
        this.values = new double[points];
        this.counts = new int[points];
    }

    /** @param start of the track, in seconds since 1970 */
    void add(Track track, long start, int trackStep) {
        for (int i = 0; i < track.length(); i++) {
            long bucket = Math.floorDiv(start + (long) i * trackStep - first, step);
            if (bucket >= 0 && bucket < values.length && !Float.isNaN(track.average(i))) {
                add((int) bucket, track.average(i), track.maximum(i));
            }
        }
    }

    boolean isEmpty() {
        return Arrays.stream(counts).allMatch(count -> count == 0);
    }

    float[] points() {
        float[] points = new float[values.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = counts[i] == 0
                    ? Float.NaN
                    : (float) (aggregate == Aggregate.AVERAGE ? values[i] / counts[i] : values[i]);
        }
        return points;
    }

    private void add(int bucket, float average, float maximum) {
        if (aggregate == Aggregate.AVERAGE) {
            values[bucket] += average;
        } else {
            values[bucket] = counts[bucket] == 0 ? maximum : Math.max(values[bucket], maximum);
        }
        counts[bucket]++;
    }
}
