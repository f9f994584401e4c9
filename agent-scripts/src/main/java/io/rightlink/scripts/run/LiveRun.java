package io.rightlink.scripts.run;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A run that has not ended, from its place in the queue on, and its output. Safe for any thread. */
final class LiveRun implements RunOutput {

    private static final long REACH_SECONDS = 20;

    private final CompletableFuture<@Nullable ActiveRun> start = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);

    void started(ActiveRun run) {
        start.complete(run);
    }

    /** Lets go of everybody who waits: it has ended, or it never starts. */
    void ended() {
        start.complete(null);
        ActiveRun run = start.getNow(null);
        if (run != null) {
            run.output().release();
        }
        end.countDown();
    }

    /** Ends it if it has started or is about to, and waits, within bounds, until that is on record. */
    void terminate(RunState reason) throws InterruptedException {
        ActiveRun run = awaitStart();
        if (run != null) {
            run.terminate(reason);
            boolean _ = end.await(5, TimeUnit.SECONDS);
        }
    }

    /** Tells, within a bounded time, whether it is known where it runs, or that it doesn't. */
    boolean isWithinReach() throws InterruptedException {
        try {
            start.get(REACH_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing fails this future", e);
        }
    }

    /** Tells whether it ends, or leaves the queue, within a time. */
    boolean endsWithin(Duration patience) throws InterruptedException {
        return end.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends it as the agent stops, unless it can do without the agent. */
    void leave() throws InterruptedException {
        ActiveRun run = awaitStart();
        if (run != null && run.outlivesAgent()) {
            run.letGo();
        } else {
            terminate(RunState.INTERRUPTED);
        }
    }

    @Override
    public long size() {
        ActiveRun run = start.getNow(null);
        return run == null ? 0 : run.output().size();
    }

    @Override
    public void copy(long from, long until, OutputStream to) throws IOException {
        ActiveRun run = start.getNow(null);
        if (run != null) {
            run.output().copy(from, until, to);
        }
    }

    @Override
    public OptionalLong awaitBeyond(long offset, Duration patience) throws InterruptedException {
        try {
            ActiveRun run = start.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return run == null ? OptionalLong.of(offset) : run.output().awaitBeyond(offset, patience);
        } catch (TimeoutException e) {
            return OptionalLong.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing fails this future", e);
        }
    }

    private @Nullable ActiveRun awaitStart() throws InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing fails this future", e);
        }
    }
}
