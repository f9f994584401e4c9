package io.rightlink.core.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do, each role including the ones before it. */
public enum Role {
    /** Nobody's: what asks for this is open to all who reach the listener. */
    OPEN,
    /** Sees everything but secrets; changes nothing. */
    READ,
    /** Starts, stops and restarts what is there. */
    OPERATE,
    /** Everything, which on this API is root on the host. */
    ADMIN;

    /** Returns the name as the API shows it, {@code read}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the role of this very name; empty if there is none. */
    public static Optional<Role> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    /** Tells whether this role is at least {@code needed}. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
