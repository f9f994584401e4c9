package io.rightlink.scripts.run;

import io.rightlink.core.placement.Exit;
import io.rightlink.scripts.run.RunJournal.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Puts the ends of runs on record, and then lets go of what is left of them; tries on as long as that can't be done. Safe for any
 * thread.
 */
final class RunEndings {

    private static final Logger LOG = LoggerFactory.getLogger(RunEndings.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final RunJournal journal;
    private final RunFiles files;
    private final RunStarter starter;
    private final RunAlarms alarms;
    private final RunBounds bounds;

    RunEndings(RunJournal journal, RunFiles files, RunStarter starter, RunAlarms alarms, RunBounds bounds) {
        this.journal = journal;
        this.files = files;
        this.starter = starter;
        this.alarms = alarms;
        this.bounds = bounds;
    }

    /**
     * Records why a run is about to be ended, for a life of the agent which finds that it was; null that it isn't any more. What can't be
     * recorded is ended all the same: it may be the run that has filled the disk.
     */
    void asked(String id, @Nullable RunState why) {
        try {
            journal.asked(id, why);
        } catch (DataAccessException e) {
            LOG.warn("Cannot record why the run '{}' is ended", id, e);
        }
    }

    void notStarted(String id, Exception why) {
        files.tidy(id);
        record(id, Ending.notStarted(why), () -> {});
    }

    /** What a placement still keeps goes when the end is on record, and not before: it is what tells of the end. */
    void ended(String id, ActiveRun run, Exit exit) {
        Ending ending = endingOf(id, run, exit);
        if (run.outlivesAgent()) {
            record(id, ending, () -> release(id, run, RETRY));
        } else {
            files.tidy(id);
            record(id, ending, () -> {});
        }
    }

    /** What was recorded right before an earlier life was killed has not been let go of. */
    void releaseEnded() {
        try {
            starter.release(
                    id -> journal.find(id).filter(run -> run.state().ended()).isPresent());
        } catch (RuntimeException e) {
            LOG.debug("Cannot let go yet of what has ended", e);
            Future<?> _ = alarms.after(RETRY, this::releaseEnded);
        }
    }

    /** Records an end, now or as soon as the store can. */
    private void record(String id, Ending ending, Runnable afterwards) {
        try {
            journal.end(id, ending);
        } catch (DataAccessException e) {
            LOG.error("Cannot record how the run '{}' ended", id, e);
            Future<?> _ = alarms.after(RETRY, () -> record(id, ending, afterwards));
            return;
        }
        afterwards.run();
        bounds.forgetOld();
    }

    /** Tries on, ever more seldom, where that can't be asked; not once it is forgotten, and its id is that of another run. */
    private void release(String id, ActiveRun run, Duration retry) {
        if (journal.find(id).filter(now -> !now.state().ended()).isPresent()) {
            LOG.warn("Something of an earlier run '{}' is left where it ran: there is another one of this id", id);
            return;
        }
        try {
            run.release();
            files.tidy(id);
        } catch (RuntimeException e) {
            LOG.warn("Cannot let go of the run '{}' yet", id, e);
            Duration doubled = retry.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
            Future<?> _ = alarms.after(retry, () -> release(id, run, next));
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
        return Ending.of(run.verdict(), exit, problem, size, digest);
    }
}
