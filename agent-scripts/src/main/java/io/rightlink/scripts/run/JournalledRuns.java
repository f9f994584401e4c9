package io.rightlink.scripts.run;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.scripts.run.RunJournal.Ending;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Runs that are in the journal before they are in a process. What an earlier life of the agent left queued starts now. What it left
 * running ended with it, or is taken up again where its placement outlives the agent. Safe for any thread.
 */
final class JournalledRuns implements Runs, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JournalledRuns.class);
    private static final int LISTED = 1_000;

    /** Characters of their inputs: a list must not fill the heap. */
    private static final long LISTED_INPUTS = 4_000_000;

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final RunJournal journal;
    private final RunFiles files;
    private final RunPlanner planner;
    private final RunStarter starter;
    private final Clock clock;
    private final RunBounds bounds;
    private final RunThreads threads;
    private final List<RunOwner> owners;
    private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
    private final RunAlarms alarms = new RunAlarms();
    private final RunEndings endings;
    private final RunExecution execution;

    /** Whoever submits a run while an agent starts waits until what is older has its place in the queue. */
    private final Object order = new Object();

    private volatile boolean accepting;

    JournalledRuns(
            RunJournal journal,
            RunFiles files,
            RunPlanner planner,
            RunStarter starter,
            Clock clock,
            ScriptSettings settings,
            List<RunOwner> owners) {
        this.journal = journal;
        this.files = files;
        this.planner = planner;
        this.starter = starter;
        this.clock = clock;
        this.bounds = new RunBounds(journal, files, clock, settings, owners);
        this.threads = new RunThreads(settings.parallel());
        this.owners = owners;
        this.endings = new RunEndings(journal, files, starter, alarms, bounds);
        this.execution = new RunExecution(journal, starter, endings, alarms, clock);
    }

    @Override
    public Submission submit(RunId id, RunRequest request, Map<String, String> environment) {
        Optional<RunRequest> before = journal.findRequest(id.value());
        if (before.isPresent()) {
            return again(id, before.get(), request);
        }
        RunPlan plan = plan(request, environment);
        if (!bounds.queue(id, request, plan)) {
            return again(id, journal.request(id.value()), request);
        }
        enqueue(id.value(), Objects.requireNonNull(request.thread()));
        bounds.forgetOld();
        return new Submission(get(id), true);
    }

    @Override
    public void check(RunRequest request) {
        RunPlan _ = plan(request, Map.of());
    }

    private RunPlan plan(RunRequest request, Map<String, String> environment) {
        starter.check(request);
        RunPlan plan = planner.plan(request, environment);
        starter.checkCredentials(request, plan);
        return plan;
    }

    /** The request counts, and not what it came to: what has changed since in the catalogue makes no other run of it. */
    private Submission again(RunId id, RunRequest before, RunRequest request) {
        if (!before.equals(request)) {
            throw new ConflictException(
                    "run-differs", "There is a run '" + id + "' with other content: give this one an id of its own");
        }
        Run run = get(id);
        if (run.state() == RunState.QUEUED) {
            enqueue(id.value(), run.thread());
        }
        return new Submission(run, false);
    }

    @Override
    public Listing<Run> list(Optional<RunState> state) {
        RunJournal.Newest newest = journal.list(state, LISTED, LISTED_INPUTS);
        List<Run> runs = newest.runs().stream().map(this::withLiveSize).toList();
        String reason = newest.all()
                ? null
                : "these are the newest " + runs.size() + ": with older ones the list would be too long, but each is at"
                        + " /v1/runs/<id>";
        return new Listing<>(clock.instant(), newest.all(), reason, runs);
    }

    @Override
    public Run get(RunId id) {
        return journal.find(id.value())
                .map(this::withLiveSize)
                .orElseThrow(() -> new NotFoundException("run-not-found", "No run '" + id + "'"));
    }

    @Override
    public Optional<Run> await(RunId id) throws InterruptedException {
        return journal.awaitEnd(() -> get(id));
    }

    @Override
    public Run cancel(RunId id) throws InterruptedException {
        LiveRun run = live.get(id.value());
        boolean queued = journal.leaveQueue(id.value(), RunState.CANCELLED);
        if (queued && run != null) {
            withdraw(id, run);
        } else if (run != null) {
            requireWithinReach(id, run);
            terminate(id.value(), run);
        }
        return get(id);
    }

    /** Who is told that it can't be done now asks again, and nobody does it later. */
    private void terminate(String id, LiveRun run) throws InterruptedException {
        endings.asked(id, RunState.CANCELLED);
        try {
            run.terminate(RunState.CANCELLED);
        } catch (RuntimeException e) {
            endings.asked(id, null);
            throw e;
        }
    }

    @Override
    public Hold hold(Duration patience) throws InterruptedException {
        Set<String> underWay = threads.hold();
        RunHold hold = new RunHold(threads);
        try {
            hold.awaitEnds(boundToAgent(underWay), patience);
            return hold;
        } catch (InterruptedException | RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private List<RunHold.Bound> boundToAgent(Set<String> underWay) {
        return underWay.stream()
                .filter(id -> !starter.outlivesAgent(get(new RunId(id)).placement()))
                .flatMap(id -> Stream.ofNullable(live.get(id)).map(run -> new RunHold.Bound(id, run)))
                .toList();
    }

    @Override
    public RunOutput output(RunId id) {
        LiveRun run = live.get(id.value());
        return run != null ? run : files.stored(get(id).id());
    }

    /** Age comes without anybody's doing. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOld() {
        bounds.forgetAllOld();
    }

    /** Settles what an earlier life of the agent left, before anything of this one is there. */
    @Override
    public void start() {
        List<Run> goingOn = new ArrayList<>();
        for (Run run : journal.list(Optional.of(RunState.RUNNING), Integer.MAX_VALUE, Long.MAX_VALUE)
                .runs()
                .reversed()) {
            if (starter.outlivesAgent(run.placement())) {
                goingOn.add(run);
            } else {
                journal.end(run.id(), Ending.interrupted(files.stored(run.id()).size()));
            }
        }
        sweep(goingOn);
        synchronized (order) {
            accepting = true;
            goingOn.forEach(this::resume);
            journal.queued().stream()
                    .filter(run -> owners.stream().noneMatch(owner -> owner.owns(new RunId(run.id()))))
                    .forEach(run -> enqueue(run.id(), run.thread()));
        }
        Thread _ = alarms.now(endings::releaseEnded);
    }

    /** Ends what runs, but for what can do without the agent: of the rest nothing is left behind of an agent that stops. */
    @Override
    public void stop() {
        accepting = false;
        execution.stop();
        journal.stopWaiting();
        List<Thread> leaving =
                live.values().stream().map(run -> alarms.now(run::leave)).toList();
        threads.close();
        alarms.close();
        live.values().forEach(LiveRun::ended);
        leaving.forEach(JournalledRuns::join);
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

    /** The request stays in the journal until its turn comes: many may wait. */
    private void enqueue(String id, String thread) {
        enlist(id, run -> run(id, thread, run), work -> threads.enqueue(thread, id, work));
    }

    private void resume(Run run) {
        enlist(run.id(), live -> execution.takeUp(run, live), work -> threads.resume(run.thread(), run.id(), work));
    }

    /** Queues a run here, unless the agent is still to start, or stops: then the one that starts finds it in the journal. */
    private void enlist(String id, Consumer<LiveRun> work, Predicate<Runnable> threads) {
        LiveRun run = new LiveRun();
        synchronized (order) {
            if (accepting && live.putIfAbsent(id, run) == null) {
                boolean taken = threads.test(() -> {
                    try {
                        work.accept(run);
                    } finally {
                        leave(id, run);
                    }
                });
                if (!taken) {
                    leave(id, run);
                }
            }
        }
    }

    private void withdraw(RunId id, LiveRun run) {
        if (threads.withdraw(get(id).thread(), id.value())) {
            leave(id.value(), run);
        } else {
            run.ended();
        }
    }

    private void leave(String id, LiveRun run) {
        live.remove(id, run);
        run.ended();
    }

    private void run(String id, String thread, LiveRun run) {
        try {
            if (accepting && journal.leaveQueue(id, RunState.RUNNING)) {
                execution.execute(id, run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            LOG.error("Cannot record that the run '{}' starts, so it doesn't yet", id, e);
            Future<?> _ = alarms.after(RETRY, () -> enqueue(id, thread));
        }
    }

    private static void requireWithinReach(RunId id, LiveRun run) throws InterruptedException {
        if (!run.isWithinReach()) {
            throw new UnavailableException(
                    "run-out-of-reach",
                    "Cannot cancel the run '" + id + "' now: the place where it runs doesn't answer");
        }
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

    private void sweep(List<Run> goingOn) {
        try {
            files.sweep(
                    id -> journal.find(id).isPresent(),
                    goingOn.stream().map(Run::id).collect(Collectors.toSet()));
        } catch (IOException e) {
            LOG.warn("Cannot look for files that an earlier life left", e);
        }
    }
}
