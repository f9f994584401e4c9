package io.rightlink.monitoring.history;

import io.rightlink.monitoring.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A series that has points in an open window. For one thread at a time. */
final class LiveSeries {

    /** A counter that was out of sight for longer says nothing about the last 10 seconds. */
    private static final long TOO_LONG_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

    private final String name;
    private final Labels labels;
    private final boolean counted;
    private int id;
    private int part;
    private double last = Double.NaN;
    private Instant lastAt = Instant.EPOCH;

    /** @param counted whether its points are rates per second */
    LiveSeries(String name, Labels labels, boolean counted) {
        this.name = name;
        this.labels = labels;
        this.counted = counted;
    }

    String name() {
        return name;
    }

    Labels labels() {
        return labels;
    }

    boolean counted() {
        return counted;
    }

    /** Returns its number on disk, or 0 before it has one. */
    int id() {
        return id;
    }

    /** Returns which chunks it is in. */
    int part() {
        return part;
    }

    void identify(int newId, int newPart) {
        id = newId;
        part = newPart;
    }

    /**
     * Returns how fast a counter grew since the last time, or NaN if that isn't known. One that fell to less than half began anew, at 0;
     * one that fell by less is the kernel's wobbling (of {@code iowait}), and what it grew by isn't known.
     */
    double rate(Instant at, double value) {
        double before = last;
        long passed = lastAt.until(at, ChronoUnit.MICROS);
        last = value;
        lastAt = at;
        if (Double.isNaN(before) || passed <= 0 || passed > TOO_LONG_MICROS) {
            return Double.NaN;
        }
        double growth = value >= before ? value - before : value < before / 2 ? value : Double.NaN;
        return growth / (passed / 1e6);
    }
}
