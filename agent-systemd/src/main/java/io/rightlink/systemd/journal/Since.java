package io.rightlink.systemd.journal;

import io.rightlink.core.problem.InvalidException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * The time of the first entry that is wanted: an instant, {@code 2026-01-02T03:04:05Z}, or a time back from now, {@code 5m}.
 *
 * @param instant the instant, if it is one
 * @param ago how long before now, if it isn't
 */
public record Since(@Nullable Instant instant, Duration ago) {

    /** With its unit: a bare number could be taken for seconds since 1970. */
    private static final Pattern SIMPLE = Pattern.compile("\\d{1,12}(ms|s|m|h|d)");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Reads {@code 2026-01-02T03:04:05.123456Z}, {@code 5m}, {@code PT1H}.
     *
     * @throws InvalidException if it is none of them, or lies beyond what the journal can have
     */
    public Since(String text) {
        this(instantOf(text), agoOf(text));
    }

    /** Returns the instant, no earlier than 1970. */
    Instant from(Instant now) {
        if (instant != null) {
            return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
        }
        Duration most = Duration.between(Instant.EPOCH, now);
        return ago.compareTo(most) > 0 ? Instant.EPOCH : now.minus(ago);
    }

    private static boolean isDuration(String text) {
        return text.startsWith("P") || SIMPLE.matcher(text).matches();
    }

    private static @Nullable Instant instantOf(String text) {
        if (isDuration(text)) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text);
            if (!instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static Duration agoOf(String text) {
        if (!isDuration(text)) {
            return Duration.ZERO;
        }
        try {
            Duration ago = DurationStyle.detectAndParse(text);
            if (!ago.isNegative()) {
                return ago;
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static InvalidException invalid(String text) {
        return new InvalidException(
                "invalid-parameter",
                "since is an instant such as 2026-01-02T03:04:05Z, or a time back from now such as 5m, and not '" + text
                        + "'");
    }
}
