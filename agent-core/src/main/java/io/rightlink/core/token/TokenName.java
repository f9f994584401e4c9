package io.rightlink.core.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/** A token's name, {@code ci}: it tells whose it is, and is no secret. */
public record TokenName(@JsonValue String value) implements Comparable<TokenName> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    /**
     * @throws InvalidException if it could not be a part of a path
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TokenName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-token-name",
                    "That cannot be a token's name: letters, digits and _.- , at most 64, the first one a letter or digit");
        }
    }

    @Override
    public int compareTo(TokenName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
