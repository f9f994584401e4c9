package io.rightlink.scripts.run;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run whose process has been started: its output being kept, and what the agent did to end it. Safe for any thread. */
final class ActiveRun {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);
    private static final int CHUNK_BYTES = 64 * 1024;

    /** How long output that was written before the process exited may take to be read. */
    private static final long DRAIN_MILLIS = 1_000;

    private final String id;
    private final Running running;
    private final OutputFile output;
    private final Thread reader;
    private final AtomicReference<@Nullable RunState> verdict = new AtomicReference<>();

    ActiveRun(String id, Running running, OutputFile output) {
        this.id = id;
        this.running = running;
        this.output = output;
        this.reader = Thread.ofPlatform().daemon().name("output-" + id).start(this::keepOutput);
    }

    OutputFile output() {
        return output;
    }

    /** Waits for the end of the process and of what it wrote; processes that it left behind go on, and their output is kept. */
    Exit await() throws InterruptedException {
        Exit exit = running.await();
        verdict.compareAndSet(null, exit.succeeded() ? RunState.SUCCEEDED : RunState.FAILED);
        reader.join(DRAIN_MILLIS);
        output.seal();
        return exit;
    }

    /** Ends the run for a reason, unless it has ended or is being ended for another. */
    void terminate(RunState reason) throws InterruptedException {
        if (verdict.compareAndSet(null, reason)) {
            running.terminate();
        }
    }

    /** Returns what it came to, once {@link #await} has returned. */
    RunState verdict() {
        return Objects.requireNonNull(verdict.get());
    }

    private void keepOutput() {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream source = running.output();
                output) {
            for (int read = source.read(chunk); read >= 0; read = source.read(chunk)) {
                output.append(chunk, read);
            }
            output.seal();
        } catch (IOException e) {
            LOG.error("Cannot keep the output of the run '{}'", id, e);
        }
    }
}
