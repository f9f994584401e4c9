package io.rightlink.systemd.unit;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.problem.Problems;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Actions on units as jobs: the result is a {@link UnitOutcome}, and the job fails unless systemd's own was done. */
final class UnitJobs {

    private final Units units;
    private final Jobs jobs;

    UnitJobs(Units units, Jobs jobs) {
        this.units = units;
        this.jobs = jobs;
    }

    /**
     * Begins an action.
     *
     * @throws io.rightlink.core.problem.NotFoundException if systemd finds no such unit
     */
    Job begin(UnitName name, UnitAction action) {
        units.get(name);
        String word = action.word();
        String summary = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " '" + name + "'";
        return jobs.start("unit-" + word, summary, () -> {
            UnitOutcome outcome = units.perform(name, action);
            return outcome.succeeded() ? JobOutcome.succeeded(outcome) : failure(name, action, outcome);
        });
    }

    private static JobOutcome failure(UnitName name, UnitAction action, UnitOutcome outcome) {
        String detail = "Cannot " + action.word() + " '" + name + "': job " + outcome.result() + why(outcome.unit())
                + "; see 'journalctl -u " + name + "' on the host";
        return JobOutcome.failed(Problems.problem(HttpStatus.CONFLICT, "unit-job-failed", detail), outcome);
    }

    /** Returns what a service says of its last run; other types of units say nothing. */
    private static String why(Unit unit) {
        String exit = unit.exitStatus() == null ? "" : ", exit status " + unit.exitStatus();
        return unit.result() == null ? "" : " (" + unit.result() + exit + ")";
    }
}
