package io.rightlink.core.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as that is proven, and what may be done.
 *
 * @param name the token's or the container's
 * @param role {@link Role#OPEN} if nothing is proven
 * @param reason why it is that role, for people
 * @param address from where, {@code 172.17.0.3:40122}
 */
public record Caller(Kind kind, @Nullable String name, Role role, String reason, String address) {

    /** What a caller is taken for. */
    public enum Kind {
        /** Somebody who knows the secret of this life of the agent. */
        SECRET,
        /** Somebody who has a token. */
        TOKEN,
        /** A container, proven by its socket. */
        CONTAINER,
        NOBODY;

        /** Returns the name as the API shows it. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns a caller that nothing is proven of, for this reason. */
    public static Caller nobody(String reason, String address) {
        return new Caller(Kind.NOBODY, null, Role.OPEN, reason, address);
    }

    /** Tells whether anything is proven. */
    @JsonIgnore
    public boolean isKnown() {
        return kind != Kind.NOBODY;
    }
}
