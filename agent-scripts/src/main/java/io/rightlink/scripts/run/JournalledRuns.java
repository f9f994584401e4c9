package io.rightlink.scripts.run;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.placement.Exit;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.run.RunJournal.Ending;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Runs that are in the journal before they are in a process. What an earlier life of the agent left queued starts now; what it left
 * running ended with it. Safe for any thread.
 */
final class JournalledRuns implements Runs, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JournalledRuns.class);
    private static final int LISTED = 1_000;
    private static final int RETRY_SECONDS = 2;

    private final RunJournal journal;
    private final RunFiles files;
    private final RunStarter starter;
    private final Clock clock;
    private final int kept;
    private final RunThreads threads = new RunThreads();
    private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = alarms();
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
            enqueue(id.value(), request);
            forgetOld();
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
        LiveRun run = live.get(id.value());
        boolean queued = journal.leaveQueue(id.value(), RunState.CANCELLED);
        if (queued && run != null) {
            run.ended();
        } else if (run != null) {
            run.terminate(RunState.CANCELLED);
        }
        return get(id);
    }

    @Override
    public RunOutput output(RunId id) {
        LiveRun run = live.get(id.value());
        return run != null ? run : files.stored(get(id).id());
    }

    /** Settles what an earlier life of the agent left, before anything of this one is there. */
    @Override
    public void start() {
        journal.list(Optional.of(RunState.RUNNING), Integer.MAX_VALUE)
                .forEach(run -> journal.end(
                        run.id(), Ending.interrupted(files.stored(run.id()).size())));
        sweep();
        accepting = true;
        journal.list(Optional.of(RunState.QUEUED), Integer.MAX_VALUE)
                .reversed()
                .forEach(run -> enqueue(run.id(), journal.request(run.id())));
    }

    /** Ends what runs: nothing is left behind of an agent that stops. */
    @Override
    public void stop() {
        accepting = false;
        List<Thread> endings = live.values().stream()
                .map(run -> terminate(run, RunState.INTERRUPTED))
                .toList();
        threads.close();
        later.shutdownNow();
        live.values().forEach(LiveRun::ended);
        endings.forEach(JournalledRuns::join);
    }

    @Override
    public boolean isRunning() {
        return accepting;
    }

    /** It can't begin again once it has stopped. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** Queues a run here, unless the agent is still to start, or stops: then the one that starts finds it in the journal. */
    private void enqueue(String id, RunRequest request) {
        LiveRun run = new LiveRun();
        if (accepting && live.putIfAbsent(id, run) == null) {
            threads.enqueue(Objects.requireNonNull(request.thread()), () -> run(id, request, run));
        }
    }

    private void run(String id, RunRequest request, LiveRun run) {
        try {
            if (accepting && journal.leaveQueue(id, RunState.RUNNING)) {
                end(id, execute(id, request, run));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            LOG.error("Cannot record that the run '{}' starts, so it doesn't yet", id, e);
            Future<?> _ = later.schedule(() -> enqueue(id, request), RETRY_SECONDS, TimeUnit.SECONDS);
        } finally {
            files.tidy(id);
            live.remove(id, run);
            run.ended();
        }
    }

    /** Records an end, now or as soon as the store can. */
    private void end(String id, Ending ending) {
        try {
            journal.end(id, ending);
        } catch (DataAccessException e) {
            LOG.error("Cannot record how the run '{}' ended", id, e);
            Future<?> _ = later.schedule(() -> end(id, ending), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Ending execute(String id, RunRequest request, LiveRun live) throws InterruptedException {
        ActiveRun run;
        try {
            run = starter.start(id, request);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot start the run '{}'", id, e);
            return Ending.notStarted(e);
        }
        live.started(run);
        long timeout = Objects.requireNonNull(request.timeout()).toMillis();
        Future<?> alarm = later.schedule(() -> terminate(live, RunState.TIMED_OUT), timeout, TimeUnit.MILLISECONDS);
        try {
            return endingOf(id, run, run.await());
        } finally {
            alarm.cancel(false);
        }
    }

    private Ending endingOf(String id, ActiveRun run, Exit exit) {
        long size = run.output().size();
        Optional<IOException> fault = run.output().fault();
        String digest = null;
        try {
            digest = files.digest(id, size);
        } catch (IOException e) {
            fault = Optional.of(e);
        }
        String problem = fault.map(e -> "Cannot keep all of its output: " + e).orElse(null);
        return new Ending(run.verdict(), exit, problem, size, digest);
    }

    /** Ends a run on a thread of its own, for that takes as long as the process likes, within bounds. */
    private static Thread terminate(LiveRun run, RunState reason) {
        return Thread.startVirtualThread(() -> {
            try {
                run.terminate(reason);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void join(Thread ending) {
        try {
            ending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Run withLiveSize(Run run) {
        LiveRun now = live.get(run.id());
        return now == null || run.state().ended() ? run : run.withOutputBytes(now.size());
    }

    private void forgetOld() {
        journal.forgetOld(kept).forEach(files::forget);
    }

    private void sweep() {
        try {
            files.sweep(id -> journal.find(id).isPresent());
        } catch (IOException e) {
            LOG.warn("Cannot look for files that an earlier life left", e);
        }
    }

    private static ScheduledExecutorService alarms() {
        ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("run-alarms").factory(), new ThreadPoolExecutor.DiscardPolicy());
        alarms.setRemoveOnCancelPolicy(true);
        return alarms;
    }
}
