package io.rightlink.core.event;

import io.rightlink.core.problem.InvalidException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place among the events, right behind one of them: {@code 5f0c1d9e27ab4c33-42-1795351849123}.
 *
 * @param life which of the agent's lives told it, 16 hexadecimal digits
 * @param number how many had been told in that life, with this one
 * @param at when that was, to the millisecond
 */
record EventId(String life, long number, Instant at) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})-(\\d{1,18})-(\\d{1,15})");

    /**
     * Reads what a reader sends as {@code Last-Event-ID}.
     *
     * @throws InvalidException if it has not the form of one
     */
    public static EventId valueOf(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw unknown(text);
        }
        return new EventId(
                parts.group(1), Long.parseLong(parts.group(2)), Instant.ofEpochMilli(Long.parseLong(parts.group(3))));
    }

    static InvalidException unknown(String text) {
        return new InvalidException(
                "invalid-parameter", "Last-Event-ID is the id of an event that was sent, and not '" + text + "'");
    }

    @Override
    public String toString() {
        return life + "-" + number + "-" + at.toEpochMilli();
    }
}
