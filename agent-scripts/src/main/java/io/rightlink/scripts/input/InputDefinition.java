package io.rightlink.scripts.input;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a script says of one of its inputs.
 *
 * @param name the environment variable
 * @param advanced whether it is hidden from people at first
 * @param defaultValue what it is set to if nobody says anything; absent: nothing
 * @param possibleValues what it may be set to; empty: anything
 */
public record InputDefinition(
        String name,
        @Nullable String category,
        @Nullable String description,
        Type type,
        boolean required,
        boolean advanced,
        @Nullable InputValue defaultValue,
        List<InputValue> possibleValues) {

    /** How many values it has. */
    public enum Type {
        SINGLE,
        ARRAY;

        /** Returns the name as metadata and the API have it. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
