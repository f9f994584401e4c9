package io.rightlink.docker.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at things that have changed: once for all the changes of a thing that become known until the look begins, never twice at the
 * same time at the same thing, and at a few things at once. Safe for any thread.
 */
public final class Looks {

    /** Changes come in threes and fours: a kill is "kill", "die" and "stop". */
    private static final long SETTLING_MILLIS = 20;

    private static final Executor THREADS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("docker-look").factory());

    private final Consumer<String> look;
    private final Semaphore permits;
    private final Map<String, Turn> latest = new HashMap<>();

    private static final class Turn {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private boolean begun;
    }

    public Looks(int atOnce, Consumer<String> look) {
        this.look = look;
        this.permits = new Semaphore(atOnce);
    }

    /** Has a thing looked at, and doesn't wait for it. */
    public void soon(String thing) {
        CompletableFuture<?> _ = at(thing);
    }

    /** Has things looked at, and waits until that is done; throws what a look threw. */
    public void atAll(Collection<String> things) {
        CompletableFuture<?>[] all = things.stream().map(this::at).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    /** Returns what is done when a look that begins after this call is. */
    private CompletableFuture<Void> at(String thing) {
        Turn turn = new Turn();
        Turn before;
        synchronized (latest) {
            before = latest.get(thing);
            if (before != null && !before.begun) {
                return before.done;
            }
            latest.put(thing, turn);
        }
        CompletableFuture.delayedExecutor(SETTLING_MILLIS, TimeUnit.MILLISECONDS, THREADS)
                .execute(() -> take(thing, turn, before));
        return turn.done;
    }

    private void take(String thing, Turn turn, @Nullable Turn before) {
        if (before != null) {
            before.done.exceptionally(_ -> null).join();
        }
        permits.acquireUninterruptibly();
        try {
            begin(turn);
            look.accept(thing);
            turn.done.complete(null);
        } catch (RuntimeException | Error e) {
            turn.done.completeExceptionally(e);
        } finally {
            permits.release();
            forget(thing, turn);
        }
    }

    private void begin(Turn turn) {
        synchronized (latest) {
            turn.begun = true;
        }
    }

    private void forget(String thing, Turn turn) {
        synchronized (latest) {
            latest.remove(thing, turn);
        }
    }
}
