package io.rightlink.core.alert;

import io.rightlink.core.problem.InvalidException;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it is defined.
 *
 * @param name any text of one line, {@code rs cpu I/O wait}
 * @param clause {@code If cpu-0/cpu-idle.value < 1 for 10 minutes Then escalate critical}
 */
public record AlertRule(String name, @Nullable String description, String clause) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 4_000;

    /**
     * Checks all but the clause.
     *
     * @throws InvalidException if the name or the description can't be one
     */
    public AlertRule {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidException(
                    "invalid-alert-name",
                    "Cannot name an alert so: a name is of 1 to " + LONGEST_NAME
                            + " characters, none of them a control character, and not blank");
        }
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw new InvalidException(
                    "invalid-alert-description",
                    "Cannot define '" + name + "': its description has more than " + LONGEST_DESCRIPTION
                            + " characters");
        }
    }
}
