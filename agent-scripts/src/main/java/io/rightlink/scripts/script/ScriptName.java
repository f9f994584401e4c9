package io.rightlink.scripts.script;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/** A script's name in the catalogue, {@code RL10 Linux Setup Hostname}. It can be the name of a file, and never a path. */
public record ScriptName(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9 _.,()+-]{0,126}[A-Za-z0-9_)+])?");

    /**
     * @throws InvalidException if it could not be the name of a file that people can tell from another
     */
    public ScriptName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-script-name",
                    "'" + value
                            + "' cannot be a script's name: letters, digits, spaces and _.,()+- , at most 128, a letter"
                            + " or digit first, no space or .,- last");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
