package io.rightlink.scripts.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Looks when something is due: at once, then at the times that it is told, and from time to time between, for what a clock shows can be
 * changed while nobody looks. As long as there is nothing to wait for it has no thread. Safe for any thread.
 */
final class ScheduleTimer {

    /** Well below what is too late, so that a clock that is set to just before a due time doesn't make it miss that. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

    private final Runnable look;
    private final Supplier<Optional<Instant>> next;
    private final Clock clock;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private @Nullable ScheduledFuture<?> waiting;
    private boolean running;

    /** @param next when to look the next time, as it is known after a look; empty if there is nothing to wait for */
    ScheduleTimer(Runnable look, Supplier<Optional<Instant>> next, Clock clock) {
        this.look = look;
        this.next = next;
        this.clock = clock;
        scheduler.setThreadNamePrefix("schedule-");
        scheduler.setClock(clock);
        scheduler.setDaemon(true);
        scheduler.setRemoveOnCancelPolicy(true);
        // no look is interrupted: that would break what it reads or writes
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    synchronized void start() {
        scheduler.initialize();
        running = true;
        again();
    }

    /** Looks now, for there may be something else to wait for. */
    synchronized void again() {
        if (running) {
            cancel();
            waiting = scheduler.schedule(look, this::nextLook);
        }
    }

    /** No look begins any more; one that goes on is left to end. */
    void stop() {
        synchronized (this) {
            running = false;
            cancel();
        }
        scheduler.shutdown();
    }

    private void cancel() {
        if (waiting != null) {
            waiting.cancel(false);
            waiting = null;
        }
    }

    /** Returns null if there is nothing to wait for. */
    @Nullable
    Instant nextLook(TriggerContext context) {
        Instant now = clock.instant();
        return context.lastCompletion() == null
                ? now
                : next.get().map(at -> earlier(at, now.plus(LONGEST_SLEEP))).orElse(null);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
