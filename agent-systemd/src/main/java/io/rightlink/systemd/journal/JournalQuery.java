package io.rightlink.systemd.journal;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.systemd.unit.UnitName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a unit's journal.
 *
 * @param since only entries of this time and later ones
 * @param lines only the newest, so many
 * @param priority only entries that are at least as important
 */
public record JournalQuery(
        UnitName unit,
        @Nullable Instant since,
        int lines,
        @Nullable Priority priority) {

    private static final int MOST = 5_000;

    /**
     * @throws InvalidException if it wants no lines or too many
     */
    public JournalQuery {
        if (lines < 1 || lines > MOST) {
            throw new InvalidException("invalid-parameter", "lines is between 1 and " + MOST + ", and not " + lines);
        }
    }

    JournalQuery of(UnitName other) {
        return new JournalQuery(other, since, lines, priority);
    }
}
