package io.rightlink.systemd.change;

import io.rightlink.systemd.journal.Journal;
import io.rightlink.systemd.journal.JournalEntry;
import io.rightlink.systemd.unit.UnitName;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a unit that doesn't hold has written to its journal. Safe for any thread. */
final class LastWords {

    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
    private static final int LINES = 10;

    private final Journal journal;

    LastWords(Journal journal) {
        this.journal = journal;
    }

    /** Returns the last entries since then; none if the journal can't be read, which is no reason to keep a change from being undone. */
    List<JournalEntry> of(UnitName unit, Instant since) throws InterruptedException {
        try {
            return unit.isTemplate() ? List.of() : journal.last(unit, since, LINES);
        } catch (RuntimeException e) {
            LOG.info("Cannot tell what '{}' has written: {}", unit, e.getMessage());
            return List.of();
        }
    }
}
