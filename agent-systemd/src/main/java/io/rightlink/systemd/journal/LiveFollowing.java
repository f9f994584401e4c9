package io.rightlink.systemd.journal;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Following;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a journalctl prints that follows the journal, behind what there was already. It is read by a thread of its own, not faster
 * than entries are taken.
 */
final class LiveFollowing implements Following<JournalEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFollowing.class);

    /** Entries may be long, and their reader slow. */
    private static final int AHEAD = 1;

    private final Backlog backlog;
    private final JournalctlProcess process;
    private final Consumer<LiveFollowing> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread reader;

    /** Entries, and nothing at all as the end. */
    private final BlockingQueue<Optional<JournalEvent>> queue = new ArrayBlockingQueue<>(AHEAD);

    private boolean ended;

    LiveFollowing(Backlog backlog, JournalctlProcess process, Consumer<LiveFollowing> onClose) {
        this.backlog = backlog;
        this.process = process;
        this.onClose = onClose;
        this.reader = Thread.ofVirtual().name("journal-follower").start(this::read);
    }

    @Override
    public Optional<JournalEvent> next(Duration patience) throws InterruptedException {
        Optional<JournalEvent> earlier = backlog.next();
        if (earlier.isPresent() || ended) {
            return earlier;
        }
        Optional<JournalEvent> next = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
            return Optional.empty();
        }
        ended = next.isEmpty();
        return next;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public boolean hasNext() {
        return backlog.hasNext() || !queue.isEmpty();
    }

    /** Makes it come to its end. */
    void end() {
        process.close();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            process.close();
            backlog.close();
            reader.interrupt();
            onClose.accept(this);
        }
    }

    private void read() {
        try {
            copy();
            queue.put(Optional.empty());
        } catch (InterruptedException e) {
            LOG.debug("Nobody follows the journal any more", e);
        }
    }

    private void copy() throws InterruptedException {
        try {
            for (Optional<JournalEvent> next = process.next(); next.isPresent(); next = process.next()) {
                queue.put(next);
                if (process.leftOut() > 0) {
                    LOG.warn(
                            "Left out an entry of the journal: it alone is longer than {} KB",
                            JournalctlProcess.LONGEST_ENTRY / 1024);
                }
            }
            String complaint = process.complaint();
            if (!complaint.isEmpty()) {
                LOG.warn("Cannot follow the journal any more; journalctl says: {}", complaint);
            }
        } catch (UnavailableException e) {
            LOG.warn("Cannot follow the journal any more", e);
            process.close();
        }
    }
}
