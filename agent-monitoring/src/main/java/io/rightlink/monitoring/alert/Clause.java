package io.rightlink.monitoring.alert;

import java.time.Duration;

/**
 * A clause of RightLink 10's, {@code If cpu-0/cpu-idle.value < 1 for 10 minutes Then escalate critical}.
 *
 * @param text as it was written, with one blank between words
 * @param series the identifier without its host, {@code cpu-0/cpu-idle}
 * @param source the name of the data source, {@code value}
 * @param target the name of the escalation, or the tag that is voted for
 */
record Clause(
        String text,
        String series,
        String source,
        Comparison comparison,
        Threshold threshold,
        Duration lasting,
        AlertAction action,
        String target) {

    /** Reads a clause; see {@link ClauseReader}. */
    static Clause parse(String text) {
        return new ClauseReader(text).read();
    }

    /** Tells whether the condition holds of a value that there is. */
    boolean holds(double value) {
        return threshold.isNumber() ? comparison.holds(value, threshold.number()) : comparison == Comparison.NOT_EQUAL;
    }

    /** Tells whether it is about there being a value, {@code == NaN} or {@code != NaN}: then silence tells as well. */
    boolean asksForAValue() {
        return threshold.isNoValue();
    }

    /** Tells whether the condition holds where there is no value. */
    boolean holdsInSilence() {
        return asksForAValue() && comparison == Comparison.EQUAL;
    }

    /** Tells whether a value can tell; the states of a server, no collectd sends. */
    boolean isOfValues() {
        return threshold.isNumber() || threshold.isNoValue();
    }
}
