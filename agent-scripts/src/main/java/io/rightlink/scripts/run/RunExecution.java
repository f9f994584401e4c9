package io.rightlink.scripts.run;

import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a run whose turn has come: its start, or its taking up where an earlier life left it, and its end. Safe for any thread. */
final class RunExecution {

    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** What is taken up has as long at least, in which it shows that it has ended already. */
    private static final Duration SHORTEST_REST = Duration.ofSeconds(5);

    private final RunJournal journal;
    private final RunStarter starter;
    private final RunEndings endings;
    private final RunAlarms alarms;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    RunExecution(RunJournal journal, RunStarter starter, RunEndings endings, RunAlarms alarms, Clock clock) {
        this.journal = journal;
        this.starter = starter;
        this.endings = endings;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Starts a run that is on record as started, and waits for its end. */
    void execute(String id, LiveRun live) throws InterruptedException {
        Optional<Started> started = start(id);
        if (started.isPresent()) {
            follow(id, started.get(), live);
        }
    }

    /** What a request brings, such as a script, is in memory no longer than that takes. */
    private Optional<Started> start(String id) throws InterruptedException {
        try {
            RunRequest request = journal.request(id);
            ActiveRun run = starter.start(id, request, journal.plan(id), versions -> journal.given(id, versions));
            return Optional.of(new Started(run, Objects.requireNonNull(request.timeout()), RunState.TIMED_OUT));
        } catch (IOException e) {
            LOG.warn("Cannot start the run '{}': {}", id, e.getMessage());
            endings.notStarted(id, e);
        } catch (RuntimeException e) {
            LOG.warn("Cannot start the run '{}'", id, e);
            endings.notStarted(id, e);
        }
        return Optional.empty();
    }

    /** Goes on with a run where an earlier life of the agent left it: it is never started again, but may be about to be ended. */
    void takeUp(Run run, LiveRun live) {
        try {
            Optional<Started> found = find(run);
            if (found.isPresent()) {
                follow(run.id(), found.get(), live);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has nothing be tried again: the agent stops. */
    void stop() {
        stopping.countDown();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Waits for a run's end, and records it. One that is let go before stays as it is, for the agent's next life. */
    private void follow(String id, Started started, LiveRun live) throws InterruptedException {
        ActiveRun run = started.run();
        live.started(run);
        Future<?> alarm = alarms.after(started.rest(), () -> end(id, live, started.afterwards()));
        try {
            run.await().ifPresent(exit -> endings.ended(id, run, exit));
        } finally {
            alarm.cancel(false);
        }
    }

    /** Ends what has run for too long, and tries on while that can't be asked: nobody else would. */
    private void end(String id, LiveRun live, RunState reason) throws InterruptedException {
        endings.asked(id, reason);
        boolean asked = false;
        while (!asked && !isStopping()) {
            try {
                live.terminate(reason);
                asked = true;
            } catch (UnavailableException e) {
                LOG.warn("Cannot end the run '{}' yet, which is {}: {}", id, reason.label(), e.getMessage());
                boolean _ = stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Asks until it can be told; empty if the agent stops before. */
    private Optional<Started> find(Run run) throws InterruptedException {
        String id = run.id();
        while (!isStopping()) {
            try {
                Optional<RunState> asked = journal.asked(id);
                Duration rest = asked.isPresent() ? Duration.ZERO : restOf(run);
                ActiveRun found = starter.find(id, run.placement(), journal.plan(id), journal.given(id), asked);
                return Optional.of(new Started(found, rest, asked.orElse(RunState.TIMED_OUT)));
            } catch (IOException | RuntimeException e) {
                LOG.warn("Cannot tell yet what became of the run '{}': {}", run.id(), e.getMessage());
                boolean _ = stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return Optional.empty();
    }

    /** What is left of its time: never more than all of it, if that must be told by a clock that was set back. */
    private Duration restOf(Run run) {
        Duration timeout = Objects.requireNonNull(journal.request(run.id()).timeout());
        Duration passed = journal.startedFor(run.id())
                .orElseGet(() -> Duration.between(Objects.requireNonNull(run.startedAt()), clock.instant()));
        Duration rest = passed.isNegative() ? timeout : timeout.minus(passed);
        return rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
    }

    /**
     * A run that goes on, as far as is known.
     *
     * @param rest how long it may, before it is ended
     * @param afterwards what it is then
     */
    private record Started(ActiveRun run, Duration rest, RunState afterwards) {}
}
