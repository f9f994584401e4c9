package io.rightlink.scripts.run;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import java.io.IOException;
import java.io.InputStream;
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
    Exit await() throws InterruptedException, IOException {
        Exit exit = running.await();
        reader.join(DRAIN_MILLIS);
        output.seal();
        return exit;
    }

    /** Ends the run for a reason; the first reason is the one that counts. */
    void terminate(RunState reason) throws InterruptedException {
        verdict.compareAndSet(null, reason);
        running.terminate();
    }

    /** Returns what an exit comes to, given what the agent did. */
    RunState stateAfter(Exit exit) {
        RunState reason = verdict.get();
        if (reason != null) {
            return reason;
        }
        return exit.succeeded() ? RunState.SUCCEEDED : RunState.FAILED;
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
