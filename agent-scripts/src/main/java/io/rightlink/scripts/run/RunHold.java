package io.rightlink.scripts.run;

import io.rightlink.core.problem.ConflictException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps the threads from beginning anything, until it is closed. Safe for any thread. */
final class RunHold implements Runs.Hold {

    /** A run under way that would end with the agent. */
    record Bound(String id, LiveRun run) {}

    private final RunThreads threads;
    private final AtomicBoolean held = new AtomicBoolean(true);

    /** To be made right after {@link RunThreads#hold}. */
    RunHold(RunThreads threads) {
        this.threads = threads;
    }

    /**
     * Waits until all of them have ended.
     *
     * @throws ConflictException naming those that haven't by then
     */
    void awaitEnds(List<Bound> bound, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        List<String> left = new ArrayList<>();
        for (Bound one : bound) {
            if (!one.run().endsWithin(Duration.ofNanos(until - System.nanoTime()))) {
                left.add(one.id());
            }
        }
        if (!left.isEmpty()) {
            throw new ConflictException(
                    "runs-under-way",
                    "Runs of the agent's own are under way, and would end with it: " + left
                            + ". Wait until they have ended, or cancel them");
        }
    }

    @Override
    public void close() {
        if (held.compareAndSet(true, false)) {
            threads.letGo();
        }
    }
}
