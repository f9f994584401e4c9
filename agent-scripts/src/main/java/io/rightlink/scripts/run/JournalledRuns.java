package io.rightlink.scripts.run;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.placement.Exit;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.run.RunJournal.Ending;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs that are in the journal before they are in a process. What an earlier life of the agent left queued starts now; what it left
 * running ended with it. Safe for any thread.
 */
final class JournalledRuns implements Runs, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JournalledRuns.class);
    private static final int LISTED = 1_000;

    private final RunJournal journal;
    private final RunFiles files;
    private final RunStarter starter;
    private final Clock clock;
    private final int kept;
    private final RunThreads threads = new RunThreads();
    private final Map<String, CompletableFuture<@Nullable ActiveRun>> live = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timeouts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("run-timeouts").factory());
    private volatile boolean accepting;

    JournalledRuns(RunJournal journal, RunFiles files, RunStarter starter, Clock clock, int kept) {
        this.journal = journal;
        this.files = files;
        this.starter = starter;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public Submission submit(RunId id, RunRequest request) {
        starter.check(request);
        boolean created = journal.queue(id, request);
        if (created) {
            forgetOld();
            enqueue(id.value(), request);
        } else if (!journal.request(id.value()).equals(request)) {
            throw new ConflictException(
                    "run-differs", "There is a run '" + id + "' with other content: give this one an id of its own");
        }
        return new Submission(get(id), created);
    }

    @Override
    public Listing<Run> list(Optional<RunState> state) {
        return Listing.complete(
                clock.instant(),
                journal.list(state, LISTED).stream().map(this::withLiveSize).toList());
    }

    @Override
    public Run get(RunId id) {
        return journal.find(id.value())
                .map(this::withLiveSize)
                .orElseThrow(() -> new NotFoundException("run-not-found", "No run '" + id + "'"));
    }

    @Override
    public Run cancel(RunId id) throws InterruptedException {
        ActiveRun run = active(id.value());
        if (run != null) {
            run.terminate(RunState.CANCELLED);
        } else {
            journal.leaveQueue(id.value(), RunState.CANCELLED);
        }
        return get(id);
    }

    @Override
    public RunOutput output(RunId id) {
        CompletableFuture<@Nullable ActiveRun> run = live.get(id.value());
        return run != null ? new LiveOutput(run) : files.stored(get(id).id());
    }

    /** Settles what an earlier life of the agent left. */
    @Override
    public void start() {
        accepting = true;
        journal.list(Optional.of(RunState.RUNNING), Integer.MAX_VALUE).forEach(run -> {
            journal.end(run.id(), Ending.interrupted(files.stored(run.id()).size()));
            tidy(run.id());
        });
        journal.list(Optional.of(RunState.QUEUED), Integer.MAX_VALUE)
                .reversed()
                .forEach(run -> enqueue(run.id(), journal.request(run.id())));
    }

    /** Ends what runs: nothing is left behind of an agent that stops. */
    @Override
    public void stop() {
        accepting = false;
        for (CompletableFuture<@Nullable ActiveRun> started : live.values()) {
            CompletableFuture<Void> _ = started.thenAccept(run -> {
                if (run != null) {
                    end(run, RunState.INTERRUPTED);
                }
            });
        }
        threads.close();
        timeouts.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return accepting;
    }

    private void enqueue(String id, RunRequest request) {
        live.put(id, new CompletableFuture<>());
        threads.enqueue(Objects.requireNonNull(request.thread()), () -> run(id, request));
    }

    private void run(String id, RunRequest request) {
        try {
            if (accepting && journal.leaveQueue(id, RunState.RUNNING)) {
                execute(id, request);
            }
        } catch (IOException e) {
            LOG.warn("Cannot run '{}'", id, e);
            journal.end(id, Ending.notStarted(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(id);
            tidy(id);
        }
    }

    private void execute(String id, RunRequest request) throws IOException, InterruptedException {
        ActiveRun run = starter.start(id, request);
        Objects.requireNonNull(live.get(id)).complete(run);
        long timeout = Objects.requireNonNull(request.timeout()).toMillis();
        Future<?> alarm = timeouts.schedule(() -> end(run, RunState.TIMED_OUT), timeout, TimeUnit.MILLISECONDS);
        try {
            Exit exit = run.await();
            journal.end(
                    id,
                    new Ending(run.stateAfter(exit), exit, null, run.output().size(), files.digest(id)));
        } finally {
            alarm.cancel(false);
            run.output().release();
        }
    }

    private void leave(String id) {
        CompletableFuture<@Nullable ActiveRun> run = live.remove(id);
        if (run != null) {
            run.complete(null);
        }
    }

    private @Nullable ActiveRun active(String id) {
        CompletableFuture<@Nullable ActiveRun> run = live.get(id);
        return run == null ? null : run.getNow(null);
    }

    /** Ends a run on a thread of its own, for that takes as long as the process likes, within bounds. */
    private static void end(ActiveRun run, RunState reason) {
        Thread.startVirtualThread(() -> {
            try {
                run.terminate(reason);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Run withLiveSize(Run run) {
        ActiveRun now = active(run.id());
        return now == null ? run : run.withOutputBytes(now.output().size());
    }

    private void forgetOld() {
        for (String id : journal.forgetOld(kept)) {
            try {
                files.discard(id);
            } catch (IOException e) {
                LOG.warn("Cannot remove the files of the old run '{}'", id, e);
            }
        }
    }

    private void tidy(String id) {
        try {
            files.tidy(id);
        } catch (IOException e) {
            LOG.warn("Cannot tidy up after the run '{}'", id, e);
        }
    }
}
