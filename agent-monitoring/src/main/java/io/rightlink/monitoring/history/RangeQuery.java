package io.rightlink.monitoring.history;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.time.PastTime;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * Points of series that are wanted.
 *
 * @param from in seconds since 1970
 * @param to in seconds since 1970, later than {@code from}; not included
 * @param step the seconds from one point to the next, a multiple of 10
 */
public record RangeQuery(SeriesFilter filter, long from, long to, long step, Aggregate aggregate) {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    private static final int ABOUT = 500;
    private static final long[] STEPS = {
        10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400
    };

    /**
     * @throws InvalidException if the range or the step is none
     */
    public RangeQuery {
        if (from >= to) {
            throw new InvalidException("invalid-parameter", "from must be earlier than to");
        }
        if (step <= 0 || step % Tier.FINE.step() != 0) {
            throw new InvalidException("invalid-parameter", "step must be a multiple of 10s, and not " + step + "s");
        }
    }

    /**
     * Returns the query of a request's parameters. Without a step, it is one that makes about 500 points.
     *
     * @param from an instant, seconds since 1970, or a time back from now
     * @param step a duration, or seconds
     * @throws InvalidException naming the parameter that can't be read
     */
    public static RangeQuery of(
            SeriesFilter filter, String from, String to, @Nullable String step, Aggregate aggregate, Instant now) {
        long first = time("from", from, now);
        long end = time("to", to, now);
        return new RangeQuery(filter, first, end, step == null ? stepFor(end - first) : seconds(step), aggregate);
    }

    private static long time(String parameter, String text, Instant now) {
        return SECONDS.matcher(text).matches()
                ? Long.parseLong(text)
                : PastTime.of(parameter, text, now).getEpochSecond();
    }

    private static long stepFor(long range) {
        return LongStream.of(STEPS)
                .filter(step -> range / step <= ABOUT)
                .findFirst()
                .orElse(STEPS[STEPS.length - 1]);
    }

    private static long seconds(String text) {
        try {
            Duration step = SECONDS.matcher(text).matches()
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : DurationStyle.detectAndParse(text);
            if (step.toNanosPart() == 0) {
                return step.toSeconds();
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static InvalidException invalid(String step) {
        return new InvalidException(
                "invalid-parameter", "step is a duration such as 30s or PT10M, or seconds, and not '" + step + "'");
    }
}
