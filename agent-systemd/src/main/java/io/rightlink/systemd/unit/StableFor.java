package io.rightlink.systemd.unit;

import io.rightlink.core.problem.InvalidException;
import java.time.DateTimeException;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/** For how long a unit that was started is watched before that is called a success. */
public record StableFor(Duration time) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    static final StableFor NOT = new StableFor(Duration.ZERO);

    /**
     * @throws InvalidException if it is negative or longer than ten minutes
     */
    public StableFor {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new InvalidException("invalid-parameter", "stableFor is between 0s and 10m, and not " + time);
        }
    }

    /** Reads {@code 5s}, {@code 500ms}, {@code PT5S}. */
    public StableFor(String text) {
        this(parse(text));
    }

    private static Duration parse(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new InvalidException("invalid-parameter", "stableFor is a time such as 5s, and not '" + text + "'");
        }
    }
}
