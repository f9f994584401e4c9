package io.rightlink.scripts.credential;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/** A credential's name, {@code DB_PASSWORD}, as an input says it after {@code cred:}. It can be the name of a file. */
public record CredentialName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /**
     * @throws InvalidException if it could not be the name of a file, or would be hidden
     */
    public CredentialName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-credential-name",
                    "'" + value
                            + "' cannot be a credential's name: letters, digits and _.- , at most 128, no . or - first");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
