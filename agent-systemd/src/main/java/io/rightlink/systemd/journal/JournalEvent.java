package io.rightlink.systemd.journal;

import io.rightlink.core.stream.ServerSentEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An entry, and its place in the journal. */
public record JournalEvent(Cursor cursor, JournalEntry entry) {

    /** Returns how much text is in it. */
    int length() {
        return length(entry.message()) + length(entry.identifier());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** Returns it as those who follow are sent it. */
    byte[] toBytes(JsonMapper json) {
        return new ServerSentEvent(cursor.value(), Optional.empty(), json.writeValueAsString(entry)).toBytes();
    }
}
