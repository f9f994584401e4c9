package io.rightlink.systemd.change;

import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.JobProgress;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.Problems;
import io.rightlink.systemd.change.ChangeJournal.Intent;
import io.rightlink.systemd.journal.JournalEntry;
import io.rightlink.systemd.unit.UnitOutcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Takes the steps of changes so that all of them hold or none leaves a trace. Safe for any thread, one at a time per unit. */
final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final String UNDONE = "file, enablement and run state are what they were";
    private static final String UNDONE_LATER = "it could not be undone yet, and the agent goes on trying";

    /** What a change does between the recording of its intent and its end. */
    interface Steps {

        /** Takes them, and returns what came of the start or restart, if it came to that. */
        @Nullable
        UnitOutcome take(Touch touch) throws IOException, InterruptedException, FailedStart;
    }

    /** To be told before anything is started or stopped. */
    interface Touch {

        /**
         * Records it.
         *
         * @param companions the other units that are up and may go down with it
         */
        void runState(Set<String> companions);
    }

    /** A unit that was started, and doesn't hold. */
    static final class FailedStart extends Exception {

        private final transient UnitOutcome outcome;

        FailedStart(UnitOutcome outcome) {
            super(outcome.complaint());
            this.outcome = outcome;
        }
    }

    /** What a job says of its change, whatever comes of it. */
    record Description(UnitPath path, String diff, @Nullable Verification verification) {

        ChangeOutcome outcome(@Nullable UnitOutcome start, boolean undone, List<JournalEntry> journal) {
            return new ChangeOutcome(path.file(), diff, verification, start, undone, journal);
        }
    }

    private final ChangeJournal journal;
    private final Undoing undoing;
    private final Recovery recovery;
    private final LastWords lastWords;
    private final Clock clock;

    Transactions(ChangeJournal journal, Undoing undoing, Recovery recovery, LastWords lastWords, Clock clock) {
        this.journal = journal;
        this.undoing = undoing;
        this.recovery = recovery;
        this.lastWords = lastWords;
        this.clock = clock;
    }

    /** Takes the steps; if one fails, nothing of them is left when this returns, or it is still in the journal, to be undone. */
    JobOutcome carryOut(Description what, Optional<UnitText> next, JobProgress job, Steps steps)
            throws InterruptedException {
        requireSettled(what.path());
        Intent intent;
        try {
            intent = new Intent(job.jobId(), what.path(), undoing.remember(what.path(), next), Optional.empty());
            journal.begin(intent);
        } catch (IOException | RuntimeException e) {
            recovery.wake();
            return JobOutcome.failed(
                    failure(what.path(), e, "nothing was touched"), what.outcome(null, true, List.of()));
        }
        try {
            return attempt(what, intent, job, steps);
        } catch (InterruptedException e) {
            String _ = undo(intent, job);
            throw e;
        }
    }

    private JobOutcome attempt(Description what, Intent intent, JobProgress job, Steps steps)
            throws InterruptedException {
        Instant begun = clock.instant();
        try {
            UnitOutcome start = steps.take(companions -> journal.touch(intent, companions));
            end(intent);
            return JobOutcome.succeeded(what.outcome(start, false, List.of()));
        } catch (FailedStart | IOException | RuntimeException e) {
            List<JournalEntry> words = lastWords.of(what.path().unit(), begun);
            String trace = undo(intent, job);
            UnitOutcome start = e instanceof FailedStart failed ? failed.outcome : null;
            return JobOutcome.failed(
                    failure(what.path(), e, trace), what.outcome(start, !trace.equals(UNDONE_LATER), words));
        }
    }

    /** Ends a change of which nothing is to be undone any more, now or as soon as the store takes it. */
    private void end(Intent intent) {
        undoing.settle(intent);
        try {
            journal.end(intent);
            undoing.forget(intent);
        } catch (RuntimeException e) {
            LOG.error("Cannot record yet that the change of '{}' has ended", intent.path(), e);
            recovery.wake();
        }
    }

    /** Returns what there is to be said of it. */
    private String undo(Intent intent, JobProgress job) throws InterruptedException {
        job.say("undoing it");
        try {
            List<String> complaints = undoing.undo(journal.find(intent.job()).orElse(intent));
            end(intent);
            return trace(complaints);
        } catch (IOException | RuntimeException e) {
            LOG.error("Cannot undo the change of '{}' yet", intent.path(), e);
            recovery.wake();
            return UNDONE_LATER;
        } catch (InterruptedException e) {
            recovery.wake();
            throw e;
        }
    }

    static String trace(List<String> complaints) {
        return complaints.isEmpty()
                ? UNDONE
                : "file and enablement are what they were, but " + String.join("; ", complaints);
    }

    /** An earlier change that could not be undone yet would take this one for what it has to undo. */
    private void requireSettled(UnitPath path) {
        boolean unsettled = journal.unfinished().stream()
                .anyMatch(intent -> intent.path().unit().equals(path.unit()));
        if (unsettled) {
            throw new ConflictException(
                    "unit-change-pending",
                    "Cannot change '" + path + "': an earlier change of it is still to be undone");
        }
    }

    private static ProblemDetail failure(UnitPath path, Exception why, String trace) {
        ProblemDetail problem =
                switch (why) {
                    case ProblemException known -> known.toProblem();
                    case FailedStart start ->
                        Problems.problem(HttpStatus.CONFLICT, "unit-job-failed", start.getMessage());
                    default -> Problems.problem(HttpStatus.INTERNAL_SERVER_ERROR, "unit-change-failed", why.toString());
                };
        problem.setDetail("Cannot change '" + path + "': " + problem.getDetail() + "; " + trace);
        return problem;
    }
}
