package io.rightlink.scripts.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The output of a run that has not ended, from its place in the queue on. Safe for any thread.
 *
 * @param started the run once it has started; null if it never does
 */
record LiveOutput(CompletableFuture<@Nullable ActiveRun> started) implements RunOutput {

    @Override
    public long size() {
        ActiveRun run = started.getNow(null);
        return run == null ? 0 : run.output().size();
    }

    @Override
    public void copy(long from, long until, OutputStream to) throws IOException {
        ActiveRun run = started.getNow(null);
        if (run != null) {
            run.output().copy(from, until, to);
        }
    }

    @Override
    public long awaitBeyond(long offset) throws InterruptedException {
        try {
            ActiveRun run = started.get();
            return run == null ? offset : run.output().awaitBeyond(offset);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing fails this future", e);
        }
    }
}
