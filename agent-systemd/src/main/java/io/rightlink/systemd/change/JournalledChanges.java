package io.rightlink.systemd.change;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.JobProgress;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.problem.Problems;
import io.rightlink.systemd.change.Transactions.Description;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitLocks;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Changes whose intent is in the store before anything is touched. Safe for any thread. */
final class JournalledChanges implements UnitChanges {

    private final HostUnits host;
    private final Admission admission;
    private final Verifier verifier;
    private final UnitLocks locks;
    private final Jobs jobs;
    private final Transactions transactions;

    JournalledChanges(HostUnits host, Verifier verifier, UnitLocks locks, Jobs jobs, Transactions transactions) {
        this.host = host;
        this.admission = new Admission(host);
        this.verifier = verifier;
        this.locks = locks;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    @Override
    public Preview preview(UnitPath path, UnitText text, ChangeOptions options) throws InterruptedException {
        Optional<Unit> unit = admission.admit(path, options, "change");
        return new Preview(path.file(), diff(path, Optional.of(text.bytes())), verify(path, text, unit, options));
    }

    @Override
    public Job put(UnitPath path, UnitText text, ChangeOptions options) {
        admission.admit(path, options, "change");
        return jobs.start(
                "unit-change",
                "Change '" + path + "'",
                job -> locks.inTurn(path.unit().value(), () -> put(path, text, options, job)));
    }

    private JobOutcome put(UnitPath path, UnitText text, ChangeOptions options, JobProgress job)
            throws InterruptedException {
        job.say("verifying " + path);
        Optional<Unit> unit = admission.admit(path, options, "change");
        Verification verification = verify(path, text, unit, options);
        if (!verification.valid()) {
            return refused(path, verification);
        }
        Change change = new Change(host, path, options, job);
        String diff = diff(path, Optional.of(text.bytes()));
        return transactions.carryOut(
                new Description(path, diff, verification), Optional.of(text), job, touch -> change.put(text, touch));
    }

    @Override
    public Job remove(UnitPath path, ChangeOptions options) {
        admission.requireRemovable(path, options);
        return jobs.start(
                "unit-delete",
                "Delete '" + path + "'",
                job -> locks.inTurn(path.unit().value(), () -> {
                    admission.requireRemovable(path, options);
                    Change change = new Change(host, path, options, job);
                    String diff = diff(path, Optional.empty());
                    return transactions.carryOut(
                            new Description(path, diff, null), Optional.empty(), job, change::remove);
                }));
    }

    private Verification verify(UnitPath path, UnitText text, Optional<Unit> unit, ChangeOptions options)
            throws InterruptedException {
        String fragment = unit.map(known -> known.summary().fragmentPath()).orElse(null);
        return verifier.verify(path, text, fragment, options.validate());
    }

    private String diff(UnitPath path, Optional<byte[]> next) {
        return Diff.between(path.file(), host.directory().read(path), next);
    }

    private static JobOutcome refused(UnitPath path, Verification verification) {
        String why = String.join("; ", verification.messages());
        return JobOutcome.failed(
                Problems.problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unit-not-valid",
                        "Cannot change '" + path + "': " + verification.by() + " says: " + why
                                + "; nothing was touched, and validate=warn does it all the same"),
                new ChangeOutcome(path.file(), "", verification, null, false, List.of()));
    }
}
