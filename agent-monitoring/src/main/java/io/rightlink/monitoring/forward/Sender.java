package io.rightlink.monitoring.forward;

import io.rightlink.monitoring.forward.Answer.Later;
import io.rightlink.monitoring.forward.Answer.Misled;
import io.rightlink.monitoring.forward.Answer.Refused;
import io.rightlink.monitoring.forward.Answer.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Sends what is queued, the oldest first and one at a time, so that the platform gets values in their order. At least once: a batch of
 * which the answer is lost, or whose removal is, is sent again.
 */
final class Sender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final long LOOK_MILLIS = 60_000;

    /** A platform that refuses all must not fill the log. */
    private static final Duration REFUSED_PAUSE = Duration.ofMinutes(1);

    private final BatchQueue queue;
    private final Platform platform;
    private final Backoff backoff;
    private final ForwardMeters meters;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("forward-sender").unstarted(this::run);
    private volatile Optional<Trouble> trouble = Optional.empty();
    private int refused;
    private @Nullable Instant refusedToldAt;

    /** Why nothing is taken, and since when. */
    record Trouble(Instant since, String reason) {}

    Sender(BatchQueue queue, Platform platform, Backoff backoff, ForwardMeters meters, Clock clock) {
        this.queue = queue;
        this.platform = platform;
        this.backoff = backoff;
        this.meters = meters;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /** Returns why nothing is taken; empty if all is well, as far as is known. */
    Optional<Trouble> trouble() {
        return trouble;
    }

    /** Gives up what is being sent: it is on disk still. */
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stopped.getCount() > 0) {
                Duration pause = sendOldest();
                boolean _ = stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped while waiting");
        }
    }

    /** Returns how long to wait before the next. */
    private Duration sendOldest() throws InterruptedException {
        try {
            Optional<Batch> oldest = queue.awaitOldest(LOOK_MILLIS);
            return oldest.isEmpty() ? Duration.ZERO : settle(oldest.get(), platform.post(oldest.get()));
        } catch (DataAccessException e) {
            return failed("Cannot use the buffer: " + e.getMessage(), backoff.next());
        }
    }

    private Duration settle(Batch batch, Answer answer) {
        return switch (answer) {
            case Taken() -> taken(batch);
            case Refused(String reason) -> refused(batch, reason);
            case Later(String reason, Duration notBefore) -> {
                Duration pause = backoff.next();
                yield failed(reason, pause.compareTo(notBefore) > 0 ? pause : notBefore);
            }
            case Misled(String reason) -> failed(reason, backoff.longest());
        };
    }

    private Duration taken(Batch batch) {
        remove(batch, Fate.SENT);
        trouble.ifPresent(was -> LOG.info("{} takes values again; it didn't since {}", platform.place(), was.since()));
        return well();
    }

    private Duration refused(Batch batch, String reason) {
        remove(batch, Fate.REFUSED);
        refused++;
        if (refusedToldAt == null || !clock.instant().isBefore(refusedToldAt.plus(REFUSED_PAUSE))) {
            LOG.warn("{} has refused {} batches for good; the last: {}", platform.place(), refused, reason);
            refused = 0;
            refusedToldAt = clock.instant();
        }
        return well();
    }

    private Duration well() {
        trouble = Optional.empty();
        backoff.reset();
        return Duration.ZERO;
    }

    /** One that was dropped meanwhile has been counted. */
    private void remove(Batch batch, Fate fate) {
        if (queue.remove(batch)) {
            meters.count(fate, 1, batch.values());
        }
    }

    private Duration failed(String reason, Duration pause) {
        Instant since = trouble.map(Trouble::since).orElseGet(clock::instant);
        if (trouble.map(Trouble::reason).filter(reason::equals).isEmpty()) {
            LOG.warn("Cannot send values to {}, so they are kept: {}", platform.place(), reason);
        }
        trouble = Optional.of(new Trouble(since, reason));
        return pause;
    }
}
