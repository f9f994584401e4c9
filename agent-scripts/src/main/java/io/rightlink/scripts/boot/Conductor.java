package io.rightlink.scripts.boot;

import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.scripts.run.Run;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Has the scripts of a bundle run one after the other, from the first whose end isn't on record. Each is submitted under an id of its
 * own: to submit it again, after a crash, starts nothing. Safe for any thread.
 */
final class Conductor {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final BootJournal journal;
    private final Runs runs;

    Conductor(BootJournal journal, Runs runs) {
        this.journal = journal;
        this.runs = runs;
    }

    /**
     * Runs what is left of a bundle, up to the first script that doesn't succeed.
     *
     * @param beforeEach what is waited for before a script starts
     * @return whether all of it has succeeded; empty if the agent stops before that is known
     */
    Optional<Boolean> untilFailure(BootRecord boot, Bundle bundle, Work beforeEach) throws InterruptedException {
        for (Step step : journal.steps(boot, bundle)) {
            if (step.outcome() == null) {
                beforeEach.run();
            }
            Optional<Step> ended = settled(boot, bundle, step, Map.of());
            if (ended.isEmpty()) {
                return Optional.empty();
            } else if (!ended.get().succeeded()) {
                return Optional.of(false);
            }
        }
        return Optional.of(true);
    }

    /** Runs what is left of a bundle, whatever becomes of each script: there is no time to try one again. */
    void throughout(BootRecord boot, Bundle bundle, Map<String, String> environment) throws InterruptedException {
        for (Step step : journal.steps(boot, bundle)) {
            try {
                if (settled(boot, bundle, step, environment).isEmpty()) {
                    return;
                }
            } catch (UnavailableException e) {
                record(boot, bundle, step.ended(RunState.FAILED, e.getMessage()));
            }
        }
    }

    /** Has nothing start any more that a reboot came before, or that belongs to an end which did not come. */
    void cancelLeftBehind(BootRecord boot) throws InterruptedException {
        for (String left : journal.leftBehind(boot)) {
            RunId id = new RunId(left);
            try {
                if (runs.get(id).state() == RunState.QUEUED) {
                    Run _ = runs.cancel(id);
                }
            } catch (NotFoundException e) {
                LOG.debug("The run '{}' was never submitted", id, e);
            }
        }
    }

    private Optional<Step> settled(BootRecord boot, Bundle bundle, Step step, Map<String, String> environment)
            throws InterruptedException {
        if (step.outcome() != null) {
            return Optional.of(step);
        }
        Optional<Step> ended = run(step, environment);
        ended.ifPresent(end -> record(boot, bundle, end));
        return ended;
    }

    private void record(BootRecord boot, Bundle bundle, Step ended) {
        journal.ended(boot, bundle, ended);
        report(bundle, ended);
    }

    private Optional<Step> run(Step step, Map<String, String> environment) throws InterruptedException {
        RunId id = new RunId(step.runId());
        try {
            runs.submit(id, step.request(), environment);
        } catch (UnavailableException e) {
            throw e;
        } catch (ProblemException e) {
            return Optional.of(step.ended(RunState.FAILED, e.getMessage()));
        }
        try {
            return runs.await(id).map(run -> step.ended(run.state(), why(run)));
        } catch (NotFoundException e) {
            return Optional.of(step.ended(RunState.UNKNOWN, "Its run was forgotten before its end was looked at"));
        }
    }

    private static @Nullable String why(Run run) {
        return switch (run.state()) {
            case SUCCEEDED -> null;
            case FAILED -> run.problem() != null ? run.problem() : how(run);
            case INTERRUPTED ->
                "The agent ended while it ran, and it with the agent: how far it came isn't known. Where scripts"
                        + " go on without the agent is the placement 'host'";
            default -> run.problem();
        };
    }

    private static String how(Run run) {
        return run.signal() != null ? "It was ended by the signal " + run.signal() : "It exited with " + run.exitCode();
    }

    private static void report(Bundle bundle, Step step) {
        if (step.succeeded()) {
            LOG.info("The {} script '{}' has succeeded", bundle.label(), step.script());
        } else {
            LOG.warn(
                    "The {} script '{}' has not succeeded: {}",
                    bundle.label(),
                    step.script(),
                    step.problem() == null ? step.outcome() : step.problem());
        }
    }

    /** Something that needs the store, or a place for a run. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Does it as soon as that is possible. */
    static void insist(Work work) throws InterruptedException {
        boolean done = false;
        while (!done) {
            try {
                work.run();
                done = true;
            } catch (DataAccessException | UnavailableException | UncheckedIOException e) {
                LOG.error("Cannot go on with the host's boot, or its end, and will try again: {}", e.getMessage());
                boolean _ = new CountDownLatch(1).await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
