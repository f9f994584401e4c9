package io.rightlink.monitoring.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the points that the history doesn't take. Safe for any thread. */
final class Drops {

    enum Reason {
        /** Its ten minutes are over and closed. */
        LATE,
        /** More than a minute ahead of this clock. */
        FUTURE,
        /** There are as many series as are allowed, or as many received ones, and this is another. */
        SERIES,
        /** More than 32 bits can hold, or infinite. */
        RANGE,
        /** More was received between two ticks than is held. */
        QUEUE,
        /** Nothing can be written. */
        STOPPED
    }

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    Drops(MeterRegistry meters) {
        for (Reason reason : Reason.values()) {
            String label = reason.name().toLowerCase(Locale.ROOT);
            counters.put(
                    reason,
                    Counter.builder("rightlink.history.dropped")
                            .description("Points that were not kept.")
                            .tag("reason", label)
                            .register(meters));
        }
    }

    void count(Reason reason, int points) {
        Counter counter = counters.get(reason);
        if (counter != null) {
            counter.increment(points);
        }
    }
}
