package io.rightlink.systemd.journal;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Following;
import io.rightlink.systemd.unit.UnitName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the host's units have written, and systemd about them. A unit that is gone keeps its journal. Every method blocks while the
 * journal is read, and throws {@link UnavailableException} if it can't be. Safe for any thread.
 */
public interface Journal {
    /**
     * Returns a unit's newest entries, oldest first; not complete if there was more in them than one answer holds. They may take
     * megabytes: whoever asks sees to it that not too many are in memory.
     *
     * @throws NotFoundException if neither systemd nor the journal knows the unit
     * @throws InvalidException if it is a template and no unit
     */
    Listing<JournalEntry> entries(JournalQuery query);

    /**
     * Returns what a unit wrote last, oldest first, for a report on what became of it. Entries reach the journal with a little
     * delay: for up to a second this looks again until there is something, and it grows no more.
     *
     * @param unit the name that systemd calls it by, and no alias
     * @param lines how many at most
     */
    List<JournalEntry> last(UnitName unit, Instant since, int lines) throws InterruptedException;

    /**
     * Begins to follow a unit's journal, after its newest entries or after a place in it. The caller closes what it gets.
     *
     * @param after the last one that is known; then the query's time and number of lines mean nothing
     * @throws NotFoundException if neither systemd nor the journal knows the unit
     * @throws InvalidException if it is a template and no unit
     * @throws UnavailableException also if too many follow already, or the newest entries of too many others are still being sent
     */
    Following<JournalEvent> follow(JournalQuery query, Optional<Cursor> after) throws InterruptedException;
}
