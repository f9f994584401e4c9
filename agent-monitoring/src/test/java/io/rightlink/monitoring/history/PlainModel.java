package io.rightlink.monitoring.history;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Every value of a series, and what follows from them by definition. For one thread at a time. */
final class PlainModel {

    private final TreeMap<Long, List<Double>> slots = new TreeMap<>();

    void add(long second, double value) {
        slots.computeIfAbsent(second / 10 * 10, _ -> new ArrayList<>()).add(value);
    }

    boolean has(long second) {
        return slots.containsKey(second / 10 * 10);
    }

    boolean hasAny(long from, long seconds) {
        return !slots.subMap(from, from + seconds).isEmpty();
    }

    /** Returns the mean over the tier's points in {@code [from, from + step)} of the mean over their slots' means. */
    double average(long from, long step, long tierStep) {
        List<Double> points = new ArrayList<>();
        for (long point = from; point < from + step; point += tierStep) {
            var within = slots.subMap(point, point + tierStep);
            if (!within.isEmpty()) {
                points.add(mean(within.values().stream().map(PlainModel::mean).toList()));
            }
        }
        return mean(points);
    }

    double maximum(long from, long step) {
        return slots.subMap(from, from + step).values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
