package io.rightlink.scripts.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RightLink's named threads: what one of them is given is done in order, what several are given at the same time. */
final class RunThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunThreads.class);
    private static final long GRACE_SECONDS = 10;

    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("run-", 0).factory());
    private final Map<String, CompletableFuture<@Nullable Void>> lasts = new HashMap<>();

    synchronized void enqueue(String thread, Runnable work) {
        CompletableFuture<@Nullable Void> before = lasts.getOrDefault(thread, CompletableFuture.completedFuture(null));
        CompletableFuture<@Nullable Void> last = before.handleAsync((_, _) -> done(work), executor);
        lasts.put(thread, last);
        CompletableFuture<@Nullable Void> _ = last.whenComplete((_, _) -> forget(thread, last));
    }

    /** Waits for what is under way; what hasn't begun doesn't begin. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Some runs have not ended within {} s", GRACE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void forget(String thread, CompletableFuture<@Nullable Void> last) {
        lasts.remove(thread, last);
    }

    /** One run's mishap must not stop the ones behind it. */
    private static @Nullable Void done(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("A run failed unexpectedly", e);
        }
        return null;
    }
}
