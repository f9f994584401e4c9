package io.rightlink.core.time;

import io.rightlink.core.problem.InvalidException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/** Reads a time in the past, such as one that a log or a journal is wanted since. Stateless. */
public final class PastTime {

    /** With its unit: a bare number could be taken for seconds since 1970. */
    private static final Pattern SIMPLE = Pattern.compile("\\d{1,12}(ms|s|m|h|d)");

    /** Docker takes 1970 itself for no time at all. */
    private static final Instant EARLIEST = Instant.EPOCH.plusNanos(1);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private PastTime() {}

    /**
     * Reads {@code 2026-01-02T03:04:05.123456789Z}, or a time back from now: {@code 5m}, {@code PT1H}. No earlier than 1970.
     *
     * @throws InvalidException naming the parameter if it is none of them, or lies beyond the year 9999
     */
    public static Instant of(String parameter, String text, Instant now) {
        try {
            Instant time = isDuration(text) ? back(DurationStyle.detectAndParse(text), now) : Instant.parse(text);
            if (!time.isAfter(LATEST)) {
                return time.isBefore(EARLIEST) ? EARLIEST : time;
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw invalid(parameter, text);
        }
        throw invalid(parameter, text);
    }

    private static boolean isDuration(String text) {
        return text.startsWith("P") || SIMPLE.matcher(text).matches();
    }

    private static Instant back(Duration ago, Instant now) {
        if (ago.isNegative()) {
            throw new DateTimeException("that is not back from now");
        }
        return ago.compareTo(Duration.between(EARLIEST, now)) > 0 ? EARLIEST : now.minus(ago);
    }

    private static InvalidException invalid(String parameter, String text) {
        return new InvalidException(
                "invalid-parameter",
                parameter + " is an instant such as 2026-01-02T03:04:05Z, or a time back from now such as 5m, and not '"
                        + text + "'");
    }
}
