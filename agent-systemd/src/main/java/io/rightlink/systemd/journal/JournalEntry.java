package io.rightlink.systemd.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal. What isn't known is absent.
 *
 * @param at when journald received it, to the microsecond
 * @param priority from 0, the system is unusable, to 7, for debugging
 * @param identifier what the writer calls itself, otherwise the name of its program
 * @param message with U+FFFD for what isn't UTF-8
 */
public record JournalEntry(
        Instant at,
        @Nullable Integer priority,
        @Nullable Long pid,
        @Nullable String identifier,
        @Nullable String message) {}
