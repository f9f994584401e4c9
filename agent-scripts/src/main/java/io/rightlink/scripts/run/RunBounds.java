package io.rightlink.scripts.run;

import io.rightlink.scripts.run.RunJournal.Remembrance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Bounds the runs that wait, and those that have ended and are remembered. Safe for any thread. */
final class RunBounds {

    private static final Logger LOG = LoggerFactory.getLogger(RunBounds.class);

    /** How many are forgotten at once: who submits one meanwhile waits. */
    private static final int BATCH = 100;

    /** How many more may be queued of those threads that must not be held up by others. */
    private static final int RESERVED = 100;

    /** Somebody may just be about to ask how it ended. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final RunJournal journal;
    private final RunFiles files;
    private final Clock clock;
    private final ScriptSettings settings;
    private final List<RunOwner> owners;
    private Instant looked = Instant.EPOCH;

    RunBounds(RunJournal journal, RunFiles files, Clock clock, ScriptSettings settings, List<RunOwner> owners) {
        this.journal = journal;
        this.files = files;
        this.clock = clock;
        this.settings = settings;
        this.owners = owners;
    }

    /**
     * Records a run unless there is one of this id; tells whether it did. Not while any is being forgotten: the files of one that was
     * would be taken for those of a new one of the same id.
     *
     * @throws io.rightlink.core.problem.UnavailableException if too many wait
     */
    synchronized boolean queue(RunId id, RunRequest request, RunPlan plan) {
        boolean unbounded = RunThreads.isUnbounded(Objects.requireNonNull(request.thread()));
        return journal.queue(id, request, plan, settings.queued() + (unbounded ? RESERVED : 0));
    }

    /** Forgets those that are too many, too old or too large, unless that was done a moment ago: to look costs as much as a run. */
    void forgetOld() {
        if (isTime()) {
            forgetAllOld();
        }
    }

    /** Forgets those that are too many, too old or too large now. */
    void forgetAllOld() {
        boolean more = true;
        while (more) {
            more = forgetSome();
        }
    }

    private synchronized boolean isTime() {
        Instant now = clock.instant();
        boolean time = Duration.between(looked, now).abs().compareTo(FRESH) >= 0;
        looked = time ? now : looked;
        return time;
    }

    /** The journal comes first: files that it knows nothing of are removed when the agent starts, at the latest. */
    private synchronized boolean forgetSome() {
        Instant now = clock.instant();
        Remembrance kept = new Remembrance(
                settings.kept(),
                settings.keptOutput().toBytes(),
                now.minus(settings.keptFor()),
                now.minus(FRESH),
                // The clock may have been set back since, by a little; one that was years ahead must not keep runs for
                // years.
                now.plus(FRESH));
        try {
            List<String> forgotten = journal.forget(kept, awaited(), BATCH);
            forgotten.forEach(files::forget);
            return forgotten.size() == BATCH;
        } catch (DataAccessException e) {
            LOG.warn("Cannot forget old runs now", e);
            return false;
        }
    }

    /** To be asked for again after it was forgotten, it would start again. */
    private List<String> awaited() {
        return owners.stream().flatMap(owner -> owner.awaited().stream()).toList();
    }
}
