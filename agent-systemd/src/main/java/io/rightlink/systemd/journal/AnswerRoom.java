package io.rightlink.systemd.journal;

import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Room for what is read of the journal to be in memory until it is sent: for so many answers at once, however slowly their readers
 * take them. Safe for any thread.
 */
final class AnswerRoom {

    static final int MOST = 3;

    private final Semaphore free = new Semaphore(MOST);
    private final Duration patience;

    /** @param patience for how long an answer waits for those before it */
    AnswerRoom(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for room for an answer; whoever gets it leaves it when the answer is sent.
     *
     * @throws UnavailableException if there is none in time
     */
    Place enter() throws InterruptedException {
        if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new UnavailableException(
                    "too-many-readers", "Cannot read the journal: " + MOST + " answers are being sent already");
        }
        return new Place(free);
    }

    /** One answer's. */
    static final class Place implements AutoCloseable {

        private final Semaphore free;
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(Semaphore free) {
            this.free = free;
        }

        /** Leaves it; a second time does nothing. */
        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                free.release();
            }
        }
    }
}
