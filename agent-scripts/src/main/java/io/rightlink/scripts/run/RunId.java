package io.rightlink.scripts.run;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/** A run's id, which its caller chooses: that makes sending a run twice harmless. */
public record RunId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    /**
     * @throws InvalidException if it could not be the name of a file
     */
    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-run-id",
                    "'" + value
                            + "' cannot be a run's id: letters, digits and _.- , at most 128, the first one a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
