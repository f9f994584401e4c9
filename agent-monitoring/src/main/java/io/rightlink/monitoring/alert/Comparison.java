package io.rightlink.monitoring.alert;

import java.util.Optional;
import java.util.stream.Stream;

/** How a value is compared with a threshold. */
enum Comparison {
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    EQUAL("=="),
    NOT_EQUAL("!=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    static Optional<Comparison> ofSign(String sign) {
        return Stream.of(values())
                .filter(comparison -> comparison.sign.equals(sign))
                .findFirst();
    }

    /** Tells whether two things can be compared so that have no order. */
    boolean isOfEquality() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    boolean holds(double value, double threshold) {
        return switch (this) {
            case GREATER -> value > threshold;
            case GREATER_OR_EQUAL -> value >= threshold;
            case LESS -> value < threshold;
            case LESS_OR_EQUAL -> value <= threshold;
            case EQUAL -> value == threshold;
            case NOT_EQUAL -> value != threshold;
        };
    }
}
