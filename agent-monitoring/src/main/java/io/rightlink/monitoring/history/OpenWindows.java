package io.rightlink.monitoring.history;

import io.rightlink.monitoring.history.Drops.Reason;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.value.ReceivedName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The windows that values still come for, in memory: the present one, and the one before until two minutes after its end, for those who
 * send late. A series is known as long as it is in one of them. What is received takes half of the room at most: whoever sends must not
 * keep the agent from what it measures. For one thread at a time.
 */
final class OpenWindows {

    private static final long PATIENCE = 120;
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final NavigableMap<Long, Window> windows = new TreeMap<>();
    private final Map<String, Map<Labels, LiveSeries>> known = new HashMap<>();
    private final int most;
    private final LongPredicate closed;
    private final Drops drops;
    private int size;
    private int received;

    /**
     * @param most how many series there may be
     * @param closed whether the window that starts at a second was written already, as it may be where the clock went back
     */
    OpenWindows(int most, LongPredicate closed, Drops drops) {
        this.most = most;
        this.closed = closed;
        this.drops = drops;
    }

    /**
     * Takes what was measured of a family now.
     *
     * @param counted whether the samples are what counters stand at
     */
    void measured(String name, Map<Labels, Double> samples, boolean counted, Instant now) {
        Window window = window(now, now, samples.size());
        if (window != null) {
            Map<Labels, LiveSeries> family = known.computeIfAbsent(name, _ -> new HashMap<>());
            samples.forEach((labels, value) -> {
                LiveSeries series = value.isNaN() ? null : series(family, name, labels, counted);
                if (series != null) {
                    add(window, series, now, counted ? series.rate(now, value) : value);
                }
            });
            known.remove(name, Map.of());
        }
    }

    /**
     * Takes a value, or a rate.
     *
     * @param at when it was measured, by the clock of who did
     */
    void add(String name, Labels labels, boolean counted, Instant at, double value, Instant now) {
        Window window = Double.isNaN(value) ? null : window(at, now, 1);
        LiveSeries series = window == null ? null : series(known.getOrDefault(name, Map.of()), name, labels, counted);
        if (window != null && series != null) {
            add(window, series, at, value);
        }
    }

    /** Returns the series that is in a window on disk. */
    LiveSeries restore(LiveSeries series) {
        Map<Labels, LiveSeries> family = known.computeIfAbsent(series.name(), _ -> new HashMap<>());
        LiveSeries before = family.putIfAbsent(series.labels(), series);
        if (before != null) {
            return before;
        }
        count(series, 1);
        return series;
    }

    /** Returns the window of that start, which is made if it isn't there. */
    Window open(long start) {
        return windows.computeIfAbsent(start, Window::new);
    }

    Collection<Window> all() {
        return Collections.unmodifiableCollection(windows.values());
    }

    /** Returns the windows that are over, and those that the clock went back from; they stay here. */
    List<Window> over(Instant now) {
        long second = now.getEpochSecond();
        return windows.values().stream()
                .filter(window -> isOver(window.start(), second) || window.start() > second + Tier.WINDOW)
                .toList();
    }

    /** Forgets a window, and the series that are in none any more. */
    void forget(Window window) {
        windows.remove(window.start());
        Set<LiveSeries> alive = new HashSet<>();
        windows.values().forEach(open -> alive.addAll(open.points().keySet()));
        for (LiveSeries series : new ArrayList<>(window.points().keySet())) {
            if (!alive.contains(series)) {
                Map<Labels, LiveSeries> family = known.getOrDefault(series.name(), new HashMap<>());
                if (family.remove(series.labels(), series)) {
                    count(series, -1);
                }
                known.remove(series.name(), Map.of());
            }
        }
    }

    /** Returns how many series are known. */
    int size() {
        return size;
    }

    private void count(LiveSeries series, int more) {
        size += more;
        received += ReceivedName.isReceived(series.name()) ? more : 0;
    }

    private void add(Window window, LiveSeries series, Instant at, double value) {
        float kept = (float) value;
        if (Float.isFinite(kept)) {
            window.add(series, at.getEpochSecond(), kept);
        } else {
            // so that a counter is known at the next tick, which needs its first value
            window.of(series);
            drops.count(Reason.RANGE, Float.isNaN(kept) ? 0 : 1);
        }
    }

    /** @param values how many there are for it, which are dropped if it can't be had */
    private @Nullable Window window(Instant at, Instant now, int values) {
        long start = Window.startOf(at.getEpochSecond());
        Window open = windows.get(start);
        if (at.isAfter(now.plus(AHEAD))) {
            drops.count(Reason.FUTURE, values);
            return null;
        }
        if (open == null && (isOver(start, now.getEpochSecond()) || closed.test(start))) {
            drops.count(Reason.LATE, values);
            return null;
        }
        return open == null ? open(start) : open;
    }

    private static boolean isOver(long start, long now) {
        return start + Tier.WINDOW + PATIENCE <= now;
    }

    private @Nullable LiveSeries series(Map<Labels, LiveSeries> family, String name, Labels labels, boolean counted) {
        LiveSeries series = family.get(labels);
        if (series != null) {
            return series;
        }
        if (size >= most || (ReceivedName.isReceived(name) && received >= most / 2)) {
            drops.count(Reason.SERIES, 1);
            return null;
        }
        return restore(new LiveSeries(name, labels, counted));
    }
}
