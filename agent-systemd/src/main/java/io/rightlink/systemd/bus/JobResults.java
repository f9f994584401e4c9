package io.rightlink.systemd.bus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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

    /** Returns the result of a job, once it is known. */
    synchronized CompletableFuture<String> of(String job) {
        String known = unclaimed.remove(job);
        return known != null
                ? CompletableFuture.completedFuture(known)
                : awaited.computeIfAbsent(job, _ -> new CompletableFuture<>());
    }

    synchronized void removed(String job, String result) {
        CompletableFuture<String> waiting = awaited.remove(job);
        if (waiting == null) {
            unclaimed.put(job, result);
        } else {
            waiting.complete(result);
        }
    }

    /** Tells everyone who waits that no result will come. */
    synchronized void lost(RuntimeException reason) {
        awaited.values().forEach(waiting -> waiting.completeExceptionally(reason));
        awaited.clear();
    }
}
