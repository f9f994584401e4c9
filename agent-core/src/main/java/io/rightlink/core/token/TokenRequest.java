package io.rightlink.core.token;

import io.rightlink.core.access.Role;
import io.rightlink.core.problem.InvalidException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is asked for.
 *
 * @param expiresIn 90 days if it isn't said
 */
public record TokenRequest(
        TokenName name, Role role, @Nullable Duration expiresIn) {

    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * @throws InvalidException if the name or the role is missing, the role is none that a token can have, or it would expire at once
     *     or after more than 366 days
     */
    public TokenRequest {
        if (isMissing(name) || isMissing(role)) {
            throw new InvalidException("invalid-token", "A token needs a 'name' and a 'role'");
        }
        if (role == Role.OPEN) {
            throw new InvalidException("invalid-token", "A token's role is read, operate or admin");
        }
        expiresIn = Objects.requireNonNullElse(expiresIn, USUAL);
        if (!expiresIn.isPositive() || expiresIn.compareTo(LONGEST) > 0) {
            throw new InvalidException(
                    "invalid-token",
                    "A token's 'expiresIn' is more than nothing and at most " + LONGEST.toDays() + " days");
        }
    }

    Duration lifetime() {
        return Objects.requireNonNull(expiresIn);
    }

    /** A body can leave out what the types promise. */
    private static boolean isMissing(@Nullable Object field) {
        return field == null;
    }
}
