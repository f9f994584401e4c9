package io.rightlink.systemd.journal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The entries that there were before one began to follow. One thread takes them; any may close it. */
final class Backlog implements AutoCloseable {

    private final Queue<JournalEvent> events;
    private final Runnable onTaken;

    /** @param onTaken called when the last one was taken, or nobody takes them any more; may be called again */
    Backlog(List<JournalEvent> events, Runnable onTaken) {
        this.events = new ArrayDeque<>(events);
        this.onTaken = onTaken;
    }

    Optional<JournalEvent> next() {
        Optional<JournalEvent> next = Optional.ofNullable(events.poll());
        if (events.isEmpty()) {
            onTaken.run();
        }
        return next;
    }

    boolean hasNext() {
        return !events.isEmpty();
    }

    @Override
    public void close() {
        onTaken.run();
    }
}
