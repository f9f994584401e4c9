package io.rightlink.scripts.kill;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has agents killed side by side, each on a host of its own: what takes the time is that each of them starts. Stateless. */
public final class Lanes {

    private Lanes() {}

    /** Returns what they came to, or throws what the first of them has failed with. */
    public static <T> List<T> run(List<? extends Callable<T>> lanes) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes.size())) {
            List<Future<T>> results = threads.invokeAll(lanes);
            for (Future<T> result : results) {
                T _ = result.get();
            }
            return results.stream().map(Future::resultNow).toList();
        }
    }
}
