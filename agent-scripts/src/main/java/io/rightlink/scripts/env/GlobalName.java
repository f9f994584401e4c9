package io.rightlink.scripts.env;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/** The name of a variable that every script finds in its environment, {@code DB_HOST}. */
public record GlobalName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final String RESERVED = "RS_";

    /**
     * @throws InvalidException if no shell could name it, or it is one of the agent's own
     */
    public GlobalName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-variable",
                    "'" + value + "' cannot be a variable's name: letters, digits and _, at most 128, no digit first");
        }
        if (value.startsWith(RESERVED)) {
            throw new InvalidException(
                    "invalid-variable",
                    "The variable '" + value + "' is the agent's own, as all are that begin with RS_");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
