package io.rightlink.systemd.unit;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.Problems;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Actions on units as jobs: the result is a {@link UnitOutcome}, and the job fails unless systemd's own was done. */
final class UnitJobs {

    private final Units units;
    private final Jobs jobs;
    private final OwnUnit own;
    private final UnitLocks locks;

    UnitJobs(Units units, Jobs jobs, OwnUnit own, UnitLocks locks) {
        this.units = units;
        this.jobs = jobs;
        this.own = own;
        this.locks = locks;
    }

    /** Begins an action that doesn't need any more to be said. */
    Job begin(UnitName name, UnitAction action) {
        return begin(name, action, StableFor.NOT, false);
    }

    /**
     * Begins an action.
     *
     * @param stableFor for how long it is watched after a start
     * @param force whether the agent may end with it
     * @throws io.rightlink.core.problem.NotFoundException if systemd finds no such unit
     * @throws io.rightlink.core.problem.ConflictException if that would end the agent, or a change of the unit is under way
     * @throws InvalidException if it is to start and systemd can't load it
     */
    Job begin(UnitName name, UnitAction action, StableFor stableFor, boolean force) {
        Unit unit = units.get(name);
        locks.requireFree(name, action.word());
        own.guard(action, unit, force);
        if (action.starts()) {
            requireLoadable(name, action, unit);
        }
        String word = action.word();
        String summary = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " '" + name + "'";
        return jobs.start("unit-" + word, summary, _ -> perform(name, action, stableFor.time()));
    }

    private JobOutcome perform(UnitName name, UnitAction action, Duration stableFor) throws InterruptedException {
        UnitOutcome outcome = units.perform(name, action, stableFor);
        if (outcome.succeeded()) {
            return JobOutcome.succeeded(outcome);
        }
        String detail = "Cannot " + action.word() + " '" + name + "': " + outcome.complaint() + "; see /v1/units/"
                + name + "/journal";
        return JobOutcome.failed(Problems.problem(HttpStatus.CONFLICT, "unit-job-failed", detail), outcome);
    }

    private static void requireLoadable(UnitName name, UnitAction action, Unit unit) {
        String why = unit.loadError();
        if (why != null && !"masked".equals(unit.summary().loadState())) {
            throw InvalidException.unprocessable(
                    "unit-not-loadable", "Cannot " + action.word() + " '" + name + "': systemd can't load it: " + why);
        }
    }
}
