package io.rightlink.core.token;

import io.rightlink.core.access.Role;
import java.time.Instant;

/**
 * A token that was just made.
 *
 * @param value what its bearer sends; it is told this once, and not kept
 */
public record IssuedToken(TokenName name, Role role, Instant createdAt, Instant expiresAt, String value) {

    /** Leaves out the value, for it belongs into no log. */
    @Override
    public String toString() {
        return "IssuedToken[name=" + name + ", role=" + role + ", expiresAt=" + expiresAt + "]";
    }
}
