package io.rightlink.systemd.journal;

import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the journal once, newest entries first so that those are the ones to be had, or follows it. Safe for any thread. */
final class JournalReader {

    /** What is read for one answer, with all that journalctl tells of an entry. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    /** What is kept of that in memory, in characters. */
    private static final long MOST_TEXT = 1024 * 1024;

    private static final String TOO_MUCH = "these entries are all that fits into one answer, " + MOST_TEXT / 1024 / 1024
            + " MB of text, or " + MOST_BYTES / 1024 / 1024 + " MB with all that the journal has of them";

    private final Journalctl journalctl;
    private final Duration timeLimit;

    JournalReader(Journalctl journalctl, Duration timeLimit) {
        this.journalctl = journalctl;
        this.timeLimit = timeLimit;
    }

    /**
     * Reads what a query wants.
     *
     * @throws UnavailableException if journalctl isn't there, fails, or takes too long
     */
    JournalReading read(JournalQuery query) {
        List<String> more = new ArrayList<>(List.of("--reverse", "--lines=" + query.lines()));
        since(query).ifPresent(more::add);
        try (JournalctlProcess process = journalctl.start(query, MOST_BYTES, more.toArray(String[]::new))) {
            process.limit(timeLimit);
            List<JournalEvent> events = new ArrayList<>();
            long text = 0;
            for (Optional<JournalEvent> next = process.next(); next.isPresent(); next = process.next()) {
                text += next.get().length();
                if (text > MOST_TEXT) {
                    return new JournalReading(List.copyOf(events.reversed()), TOO_MUCH);
                }
                events.add(next.get());
            }
            return new JournalReading(List.copyOf(events.reversed()), reason(process));
        }
    }

    /**
     * Follows from a place, or from the first entry of the query's time: nothing that comes between two processes is missed.
     * Unless it merges the journals that there are, journalctl follows this boot alone, and leaves out the first entry of it after a
     * place in an earlier one.
     */
    JournalctlProcess follow(JournalQuery query, Optional<Cursor> after) {
        List<String> more = new ArrayList<>(List.of("--follow", "--no-tail", "--merge"));
        after.map(cursor -> "--after-cursor=" + cursor).or(() -> since(query)).ifPresent(more::add);
        return journalctl.start(query, Long.MAX_VALUE, more.toArray(String[]::new));
    }

    /** Says why it isn't everything, if it isn't. */
    private @Nullable String reason(JournalctlProcess process) {
        if (process.isFull()) {
            return TOO_MUCH;
        } else if (process.isLate()) {
            throw new UnavailableException(
                    "journal-unavailable", "Cannot read the journal: journalctl took longer than " + timeLimit);
        } else if (process.exitStatus() != 0) {
            throw new UnavailableException(
                    "journal-unavailable", "Cannot read the journal; journalctl says: " + process.complaint());
        } else if (process.leftOut() > 0) {
            return "an entry is left out, because it alone is longer than " + JournalctlProcess.LONGEST_ENTRY / 1024
                    + " KB";
        }
        String complaint = process.complaint();
        return complaint.isEmpty() ? null : "journalctl says: " + complaint;
    }

    private static Optional<String> since(JournalQuery query) {
        return Optional.ofNullable(query.since()).map(JournalReader::argument);
    }

    /** Returns {@code --since=@1795361284.207522}, with the fraction down to the journal's microseconds. */
    private static String argument(Instant since) {
        return "--since=@%d.%06d".formatted(since.getEpochSecond(), since.getNano() / 1000);
    }
}
