package io.rightlink.systemd.change;

import io.rightlink.systemd.journal.JournalEntry;
import io.rightlink.systemd.unit.UnitOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a change.
 *
 * @param file what was changed
 * @param diff what it changed, in the unified format
 * @param verification what was said of the file before
 * @param outcome of the start or restart, if it came to that
 * @param undone whether file, enablement and run state are what they were, because something failed
 * @param journal the last entries of the unit's journal, if something failed
 */
record ChangeOutcome(
        String file,
        String diff,
        @Nullable Verification verification,
        @Nullable UnitOutcome outcome,
        boolean undone,
        List<JournalEntry> journal) {}
