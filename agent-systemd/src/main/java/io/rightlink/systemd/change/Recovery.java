package io.rightlink.systemd.change;

import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.problem.Problems;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.systemd.change.ChangeJournal.Intent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;

/**
 * Undoes changes that were cut off: by the end of the agent in an earlier life of it, or because the undoing failed. Goes on trying
 * until it is done. Safe for any thread.
 */
final class Recovery implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long RETRY_SECONDS = 2;

    private final ChangeJournal journal;
    private final Undoing undoing;
    private final UnitLocks locks;
    private final Jobs jobs;
    private final Verifier verifier;
    private final Set<String> complained = ConcurrentHashMap.newKeySet();
    private final Semaphore calls = new Semaphore(0);
    private @Nullable Thread thread;

    Recovery(ChangeJournal journal, Undoing undoing, UnitLocks locks, Jobs jobs, Verifier verifier) {
        this.journal = journal;
        this.undoing = undoing;
        this.locks = locks;
        this.jobs = jobs;
        this.verifier = verifier;
    }

    @Override
    public synchronized void start() {
        verifier.sweepFiles();
        wake();
        thread = Thread.ofVirtual().name("unit-change-recovery").start(this::work);
    }

    @Override
    public synchronized void stop() {
        Thread worker = thread;
        if (worker != null) {
            worker.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Early: before the API takes the first change. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Has it look for what is to be undone. */
    void wake() {
        calls.release();
    }

    private void work() {
        try {
            while (true) {
                calls.acquire();
                while (!recover()) {
                    boolean _ = calls.tryAcquire(RETRY_SECONDS, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The agent stops", e);
        }
    }

    /** Tells whether nothing is left to be undone. A change that is under way has its turn, and has ended when this has its. */
    private boolean recover() throws InterruptedException {
        boolean all = true;
        try {
            for (Intent intent : journal.unfinished()) {
                all &= locks.inTurn(intent.path().unit().value(), () -> undo(intent));
            }
            verifier.sweepUnits();
            return all;
        } catch (UnavailableException e) {
            LOG.debug("Cannot look for what was left on the host", e);
            return all;
        } catch (RuntimeException e) {
            LOG.error("Cannot look for changes that were cut off", e);
            return false;
        }
    }

    private boolean undo(Intent intent) throws InterruptedException {
        if (journal.unfinished().stream().noneMatch(left -> left.job().equals(intent.job()))) {
            return true;
        }
        try {
            Optional<String> complaint = undoing.undo(intent);
            journal.end(intent);
            LOG.warn(
                    "Undid the change of '{}', which was cut off{}",
                    intent.path(),
                    complaint.map(", but: "::concat).orElse(""));
            jobs.settle(intent.job(), outcome(intent, complaint));
            return true;
        } catch (IOException | RuntimeException e) {
            if (complained.add(intent.job())) {
                LOG.error("Cannot undo the change of '{}' yet, and goes on trying", intent.path(), e);
            }
            return false;
        }
    }

    private static JobOutcome outcome(Intent intent, Optional<String> complaint) {
        String detail = "The change of '" + intent.path() + "' was cut off before it was done; "
                + complaint
                        .map(
                                "file and enablement are what they were, but the unit could not be started again: "
                                        ::concat)
                        .orElse("file, enablement and run state are what they were");
        return JobOutcome.failed(
                Problems.problem(HttpStatus.CONFLICT, "unit-change-undone", detail),
                new ChangeOutcome(intent.path().file(), "", null, null, true, List.of()));
    }
}
