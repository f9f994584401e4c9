package io.rightlink.monitoring.value;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The values of one identifier at one moment.
 *
 * @param time when they were measured, by the clock of who did
 * @param interval after which the next are to be expected
 * @param sources what they mean; as many as there are values
 * @param values a {@link Double} of a gauge, NaN where it is undefined; a {@link Long} of what is counted, unsigned for a counter and
 *     for an absolute, or a NaN where it is undefined
 */
public record ValueList(
        Identifier id, Instant time, Duration interval, List<DataSource> sources, List<? extends Number> values) {

    /**
     * Checks that it is whole.
     *
     * @throws IllegalArgumentException if there aren't as many values as sources, or none, or the interval isn't positive
     */
    public ValueList {
        sources = List.copyOf(sources);
        values = List.copyOf(values);
        if (values.isEmpty() || values.size() != sources.size()) {
            throw new IllegalArgumentException(
                    id + " has " + values.size() + " values, and its type has " + sources.size());
        }
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("The interval of " + id + " isn't positive: " + interval);
        }
    }

    /** Returns the same values, of another identifier. */
    ValueList withId(Identifier other) {
        return new ValueList(other, time, interval, sources, values);
    }
}
