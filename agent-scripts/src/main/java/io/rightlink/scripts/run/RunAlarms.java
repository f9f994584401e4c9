package io.rightlink.scripts.run;

import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things on virtual threads of their own, now or later, until it is closed. Safe for any thread. */
final class RunAlarms implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunAlarms.class);

    private final ScheduledExecutorService clock = clock();

    /** Something that takes as long as a process likes, within bounds. */
    @FunctionalInterface
    interface LongWork {
        void run() throws InterruptedException;
    }

    /** Returns what can be cancelled as long as it hasn't begun. */
    Future<?> after(Duration time, LongWork work) {
        return clock.schedule(() -> now(work), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    Thread now(LongWork work) {
        return Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (UnavailableException e) {
                LOG.warn("Cannot end a run: {}", e.getMessage());
            }
        });
    }

    /** Nothing begins any more; what has begun goes on. */
    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("run-alarms").factory(), new ThreadPoolExecutor.DiscardPolicy());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
