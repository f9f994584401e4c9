package io.rightlink.systemd.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of the journal.
 *
 * @param events oldest first
 * @param reason why there may be more, if so
 */
record JournalReading(List<JournalEvent> events, @Nullable String reason) {

    List<JournalEntry> entries() {
        return events.stream().map(JournalEvent::entry).toList();
    }

    /** Tells whether the journal has nothing. */
    boolean isEmpty() {
        return events.isEmpty() && reason == null;
    }
}
