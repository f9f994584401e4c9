package io.rightlink.systemd.bus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Brings systemd's jobs together with their results, whichever comes first: JobRemoved may overtake the reply that names the job.
 * Safe for any thread. Bounded: of the results that nobody has asked for, other clients' among them, the newest are kept.
 */
final class JobResults {

    private static final int KEPT = 1_024;

    private final Map<String, CompletableFuture<String>> awaited = new HashMap<>();
    private final Map<String, String> unclaimed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KEPT;
        }
    };

    private @Nullable RuntimeException lost;

    /** Returns the result of a job, once it is known, or why it never will be. */
    synchronized CompletableFuture<String> of(String job) {
        String known = unclaimed.remove(job);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        } else if (lost != null) {
            return CompletableFuture.failedFuture(lost);
        }
        return awaited.computeIfAbsent(job, _ -> new CompletableFuture<>());
    }

    synchronized void removed(String job, String result) {
        CompletableFuture<String> waiting = awaited.remove(job);
        if (waiting == null) {
            unclaimed.put(job, result);
        } else {
            waiting.complete(result);
        }
    }

    /** Stops expecting a result. */
    synchronized void forget(String job) {
        awaited.remove(job);
    }

    /** Tells everyone who waits, and whoever asks from now on, that no result will come. */
    synchronized void lost(RuntimeException reason) {
        lost = reason;
        awaited.values().forEach(waiting -> waiting.completeExceptionally(reason));
        awaited.clear();
    }
}
