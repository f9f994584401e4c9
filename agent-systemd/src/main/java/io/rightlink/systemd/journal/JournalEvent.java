package io.rightlink.systemd.journal;

/** An entry, and its place in the journal. */
public record JournalEvent(Cursor cursor, JournalEntry entry) {}
