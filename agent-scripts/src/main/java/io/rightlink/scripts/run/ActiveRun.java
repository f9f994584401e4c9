package io.rightlink.scripts.run;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run whose process has been started: its output being kept, and what the agent did to end it. Safe for any thread. */
final class ActiveRun {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);
    private static final int CHUNK_BYTES = 64 * 1024;

    /** How long output that was written before the process exited may take to be read, or to be read on. */
    private static final long DRAIN_MILLIS = 1_000;

    private final String id;
    private final Running running;
    private final HiddenOutput output;
    private final @Nullable Path raw;
    private final InputStream source;
    private final Thread reader;
    private final CompletableFuture<Optional<Exit>> end = new CompletableFuture<>();
    private final ReentrantLock terminating = new ReentrantLock();
    private final AtomicLong read = new AtomicLong();
    private volatile boolean letGo;

    /** Why it was to be ended, whether or not it is known that it was reached. */
    private @Nullable RunState asked;

    private volatile @Nullable RunState verdict;

    /**
     * @param raw where its place keeps the output, if it goes on there when the agent ends
     * @param asked why an earlier life of the agent was about to end it, if one was
     */
    ActiveRun(String id, Running running, HiddenOutput output, @Nullable Path raw, @Nullable RunState asked) {
        this.id = id;
        this.asked = asked;
        this.running = running;
        this.output = output;
        this.raw = raw;
        this.source = running.output();
        this.reader = Thread.ofPlatform().daemon().name("output-" + id).start(this::keepOutput);
    }

    OutputFile output() {
        return output.file();
    }

    boolean outlivesAgent() {
        return raw != null;
    }

    /**
     * Waits for the end of the process and of what it wrote; processes that it left behind go on, and their output is kept, unless
     * the run is being ended: these end with it.
     *
     * @return how it ended, or empty if it was let go before
     */
    Optional<Exit> await() throws InterruptedException {
        Thread waiting = Thread.ofVirtual().name("await-" + id).start(this::awaitEnd);
        try {
            Optional<Exit> exit = end.get();
            if (exit.isPresent()) {
                judge(exit.get());
                drain();
            }
            if (letGo) {
                return Optional.empty();
            }
            output.seal();
            return exit;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot wait for the run '" + id + "'", e.getCause());
        } finally {
            waiting.interrupt();
        }
    }

    /** Ends the run for a reason, unless it has ended or is being ended for another. */
    void terminate(RunState reason) throws InterruptedException {
        if (terminating.tryLock()) {
            try {
                terminateOnce(reason);
            } finally {
                terminating.unlock();
            }
        }
    }

    /** Leaves it running, for the agent's next life to take up. */
    void letGo() {
        letGo = true;
        end.complete(Optional.empty());
        try {
            source.close();
        } catch (IOException e) {
            LOG.warn("Cannot let go of the output of the run '{}'", id, e);
        }
    }

    /** Has its place forget it: how it ended is on record. */
    void release() {
        running.release();
    }

    /** Returns what it came to, once {@link #await} has returned. */
    RunState verdict() {
        return Objects.requireNonNull(verdict);
    }

    /** What fails, after a signal perhaps, may be tried again: why it was ended is why that was asked first. */
    private void terminateOnce(RunState reason) throws InterruptedException {
        if (verdict == null && !end.isDone()) {
            RunState before = asked;
            asked = Objects.requireNonNullElse(before, reason);
            if (running.terminate()) {
                verdict = asked;
            } else {
                asked = before;
            }
        }
    }

    /** What is being ended has ended when all that it started has, and not with its first process. */
    private void judge(Exit exit) {
        terminating.lock();
        try {
            if (verdict == null) {
                verdict = asked != null && exit.isByTermination() ? asked : stateOf(exit);
            }
        } finally {
            terminating.unlock();
        }
    }

    private static RunState stateOf(Exit exit) {
        if (exit.timedOut()) {
            return RunState.TIMED_OUT;
        } else if (!exit.isKnown()) {
            return RunState.UNKNOWN;
        }
        return exit.succeeded() ? RunState.SUCCEEDED : RunState.FAILED;
    }

    private void awaitEnd() {
        try {
            end.complete(Optional.of(running.await()));
        } catch (InterruptedException | RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    /** Takes as long as it takes to read what ends by itself, or what there is in a file now, and in a pipe a moment. */
    private void drain() throws InterruptedException {
        if (running.outputEndsWithIt()) {
            reader.join();
            return;
        }
        long written = written();
        long before;
        do {
            before = read.get();
            reader.join(DRAIN_MILLIS);
        } while (reader.isAlive() && before < read.get() && read.get() < written);
    }

    private long written() {
        try {
            return raw == null ? 0 : Files.size(raw);
        } catch (IOException e) {
            return 0;
        }
    }

    private void keepOutput() {
        try (source;
                output) {
            copyOutput();
        } catch (IOException e) {
            LOG.error("Cannot close the output of the run '{}'", id, e);
        }
    }

    /** What was read before it can't be read on is kept, as the beginning of what there was. */
    private void copyOutput() {
        byte[] chunk = new byte[CHUNK_BYTES];
        NeedlessOutput needless = new NeedlessOutput(running, output.file());
        try {
            for (int count = source.read(chunk); count >= 0; count = source.read(chunk)) {
                output.append(chunk, count);
                needless.read(read.addAndGet(count));
            }
            output.seal();
        } catch (IOException e) {
            LOG.error("Cannot read the output of the run '{}'", id, e);
            output.breakOff(e);
        }
    }
}
