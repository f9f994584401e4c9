package io.rightlink.scripts.run;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/** A place in a run's output, in bytes from its beginning. */
public record OutputOffset(long value) {

    private static final Pattern FORM = Pattern.compile("\\d{1,18}");

    /**
     * Reads an offset.
     *
     * @throws InvalidException if it is none
     */
    public static OutputOffset valueOf(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidException("invalid-offset", "'" + text + "' cannot be an offset: digits, at most 18");
        }
        return new OutputOffset(Long.parseLong(text));
    }
}
