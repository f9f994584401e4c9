package io.rightlink.core.token;

import io.rightlink.core.access.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * A token, without its value, which nobody knows but its bearer.
 *
 * @param lastUsedAt when it was last used, ten minutes too early at most; empty if it never was
 */
public record Token(TokenName name, Role role, Instant createdAt, Instant expiresAt, Optional<Instant> lastUsedAt) {

    /** Tells whether it opens nothing any more. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Token usedAt(Instant time) {
        return new Token(name, role, createdAt, expiresAt, Optional.of(time));
    }
}
