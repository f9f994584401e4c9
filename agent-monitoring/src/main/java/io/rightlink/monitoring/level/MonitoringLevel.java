package io.rightlink.monitoring.level;

import io.rightlink.core.problem.InvalidException;
import java.util.Arrays;
import java.util.Locale;

/** How much is measured without being asked, each level including the ones before it: RightLink 10's {@code enable_monitoring}. */
public enum MonitoringLevel {
    /** Nothing. What others send is taken all the same, and who scrapes gets an answer. */
    NONE,
    /** Use of processors, memory and file systems, beside a collectd that measures the rest. */
    UTIL,
    /** All of the host. */
    EXTRA,
    /** That, and the containers. */
    ALL;

    /** Returns the name as callers write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether this level is at least {@code needed}. */
    public boolean includes(MonitoringLevel needed) {
        return compareTo(needed) >= 0;
    }

    /**
     * Returns the level of a name; {@code false} is none, and {@code true} is all.
     *
     * @throws InvalidException if there is none
     */
    public static MonitoringLevel ofLabel(String label) {
        return switch (label) {
            case "false" -> NONE;
            case "true" -> ALL;
            default ->
                Arrays.stream(values())
                        .filter(level -> level.label().equals(label))
                        .findFirst()
                        .orElseThrow(
                                () -> new InvalidException(
                                        "invalid-monitoring-level",
                                        "Cannot set enable_monitoring to '" + label
                                                + "': there are none, util, extra and all, and false and true for the first and the last"));
        };
    }
}
