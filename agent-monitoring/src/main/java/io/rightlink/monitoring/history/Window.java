package io.rightlink.monitoring.history;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ten minutes that values still come for. For one thread at a time. */
final class Window {

    private final long start;
    private final Map<LiveSeries, Points> points = new LinkedHashMap<>();

    /** @param start in seconds since 1970, a multiple of 600 */
    Window(long start) {
        this.start = start;
    }

    /** Returns the start of the window that a second is in. */
    static long startOf(long second) {
        return Math.floorDiv(second, Tier.WINDOW) * Tier.WINDOW;
    }

    long start() {
        return start;
    }

    Map<LiveSeries, Points> points() {
        return points;
    }

    Points of(LiveSeries series) {
        return points.computeIfAbsent(series, _ -> new Points());
    }

    void add(LiveSeries series, long second, float value) {
        of(series).add((int) (second - start) / Tier.FINE.step(), value);
    }
}
