package io.rightlink.systemd.change;

import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.problem.Problems;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.systemd.change.ChangeJournal.Intent;
import io.rightlink.systemd.unit.UnitLocks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;

/**
 * Undoes changes that were cut off: by the end of the agent in an earlier life of it, or because the undoing failed. Goes on trying
 * until it is done, each unit on a thread of its own. Safe for any thread.
 */
final class Recovery implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long RETRY_SECONDS = 2;

    private final ChangeJournal journal;
    private final Undoing undoing;
    private final UnitLocks locks;
    private final Jobs jobs;
    private final Verifier verifier;
    private final Set<String> inherited = ConcurrentHashMap.newKeySet();
    private final Set<String> inWork = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    Recovery(ChangeJournal journal, Undoing undoing, UnitLocks locks, Jobs jobs, Verifier verifier) {
        this.journal = journal;
        this.undoing = undoing;
        this.locks = locks;
        this.jobs = jobs;
        this.verifier = verifier;
    }

    @Override
    public void start() {
        running = true;
        verifier.sweepFiles();
        for (Intent intent : journal.unfinished()) {
            inherited.add(intent.job());
            jobs.reopen(intent.job());
        }
        wake();
        Thread.ofVirtual().name("verification-sweep").start(this::sweep);
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** It can't begin again once it has stopped. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** Early: before the API takes the first change. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Has it look for what is to be undone. A change that is under way has its turn, and has ended when this has its. */
    void wake() {
        try {
            journal.unfinished().stream()
                    .filter(intent -> inWork.add(intent.job()))
                    .forEach(intent ->
                            Thread.ofVirtual().name("undo-" + intent.job()).start(() -> recover(intent)));
        } catch (RuntimeException e) {
            LOG.error("Cannot look for changes that were cut off", e);
        }
    }

    private void sweep() {
        try {
            verifier.sweepUnits();
        } catch (UnavailableException e) {
            LOG.debug("Cannot look for what was left on the host", e);
        }
    }

    private void recover(Intent intent) {
        try {
            boolean complained = false;
            while (!locks.inTurn(intent.path().unit().value(), () -> undo(intent.job()))) {
                if (!complained) {
                    LOG.error("Cannot undo the change of '{}' yet, and goes on trying", intent.path());
                    complained = true;
                }
                if (stopped.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The agent stops", e);
        } finally {
            inWork.remove(intent.job());
        }
    }

    /** Tells whether nothing is left to be undone. */
    private boolean undo(String job) throws InterruptedException {
        try {
            Optional<Intent> left = journal.find(job);
            if (left.isEmpty()) {
                return true;
            }
            List<String> complaints = undoing.undo(left.get());
            journal.end(left.get());
            undoing.forget(left.get());
            tell(left.get(), complaints);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.debug("Cannot undo what job {} did", job, e);
            return false;
        }
    }

    /** What this life of the agent began has said what came of it. */
    private void tell(Intent intent, List<String> complaints) {
        if (!inherited.remove(intent.job())) {
            return;
        }
        String detail = "The change of '" + intent.path() + "' was cut off before it was done; "
                + Transactions.trace(complaints);
        LOG.warn("{}", detail);
        jobs.settle(
                intent.job(),
                JobOutcome.failed(
                        Problems.problem(HttpStatus.CONFLICT, "unit-change-undone", detail),
                        new ChangeOutcome(intent.path().file(), "", null, null, true, List.of())));
    }
}
