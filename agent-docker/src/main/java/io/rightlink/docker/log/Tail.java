package io.rightlink.docker.log;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/**
 * How much of a log's end is wanted.
 *
 * @param value a number of lines, or {@code all}
 */
public record Tail(String value) {

    private static final Pattern FORM = Pattern.compile("all|\\d{1,9}");

    public Tail {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-parameter", "tail is a number of lines such as 100, or all, and not '" + value + "'");
        }
    }
}
