package io.rightlink.monitoring.history;

import io.rightlink.core.problem.InvalidException;

/** What a point says of all that fell into it. */
public enum Aggregate {
    AVERAGE,
    MAXIMUM;

    /**
     * Returns the aggregate that a query names, {@code avg} or {@code max}.
     *
     * @throws InvalidException if it is neither
     */
    public static Aggregate ofLabel(String label) {
        return switch (label) {
            case "avg" -> AVERAGE;
            case "max" -> MAXIMUM;
            default ->
                throw new InvalidException("invalid-parameter", "aggregate is avg or max, and not '" + label + "'");
        };
    }
}
