package io.rightlink.systemd.change;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.Problems;
import io.rightlink.systemd.change.Transactions.Description;
import io.rightlink.systemd.unit.OwnUnit;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.Units;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Changes whose intent is in the store before anything is touched. Safe for any thread. */
final class JournalledChanges implements UnitChanges {

    private final Units units;
    private final Jobs jobs;
    private final OwnUnit own;
    private final UnitDirectory directory;
    private final Verifier verifier;
    private final UnitLocks locks;
    private final Transactions transactions;

    JournalledChanges(
            Units units,
            Jobs jobs,
            OwnUnit own,
            UnitDirectory directory,
            Verifier verifier,
            UnitLocks locks,
            Transactions transactions) {
        this.units = units;
        this.jobs = jobs;
        this.own = own;
        this.directory = directory;
        this.verifier = verifier;
        this.locks = locks;
        this.transactions = transactions;
    }

    @Override
    public Preview preview(UnitPath path, UnitText text, ChangeOptions options) throws InterruptedException {
        Optional<Unit> unit = admit(path, options, "change");
        return new Preview(
                path.file(),
                Diff.between(path.file(), directory.read(path), Optional.of(text.bytes())),
                verify(path, text, unit, options));
    }

    @Override
    public Job put(UnitPath path, UnitText text, ChangeOptions options) {
        Optional<Unit> unit = admit(path, options, "change");
        if (options.start() && path.unit().isTemplate()) {
            throw new InvalidException(
                    "unit-is-template",
                    "Cannot start '" + path.unit() + "': it is a template; start an instance of it");
        }
        return jobs.start(
                "unit-change",
                "Change '" + path + "'",
                job -> locks.inTurn(path.unit().value(), () -> {
                    job.say("verifying " + path);
                    Verification verification = verify(path, text, unit, options);
                    if (!verification.valid()) {
                        return refused(path, verification);
                    }
                    Change change = new Change(directory, units, path, options, job);
                    String diff = Diff.between(path.file(), directory.read(path), Optional.of(text.bytes()));
                    return transactions.carryOut(
                            new Description(path, diff, verification), job, before -> change.put(text, before));
                }));
    }

    @Override
    public Job remove(UnitPath path, ChangeOptions options) {
        Unit unit = admit(path, options, "delete").orElseThrow(() -> missing(path.unit()));
        if (directory.read(path).isEmpty()) {
            throw path.isDropIn()
                    ? new NotFoundException("drop-in-not-found", "No '" + path + "' in the host's unit directory")
                    : new ConflictException(
                            "unit-not-local",
                            "Cannot delete '" + path + "': its file is "
                                    + unit.summary().fragmentPath()
                                    + ", and only those in the host's /etc/systemd/system are the agent's to delete");
        }
        requireNoInstances(path);
        return jobs.start(
                "unit-delete",
                "Delete '" + path + "'",
                job -> locks.inTurn(path.unit().value(), () -> {
                    Change change = new Change(directory, units, path, options, job);
                    String diff = Diff.between(path.file(), directory.read(path), Optional.empty());
                    return transactions.carryOut(new Description(path, diff, null), job, change::remove);
                }));
    }

    /** Lets a change in, and returns the unit as it is, if it is there. */
    private Optional<Unit> admit(UnitPath path, ChangeOptions options, String act) {
        directory.requireOwn(path);
        Optional<Unit> unit = find(path.unit());
        if (path.isDropIn() && unit.isEmpty()) {
            throw missing(path.unit());
        }
        unit.ifPresent(known -> {
            own.guard(act, known, options.force());
            requireOwnName(path, known);
        });
        return unit;
    }

    private static void requireOwnName(UnitPath path, Unit unit) {
        String name = unit.summary().name();
        if (!name.equals(path.unit().value())) {
            throw new ConflictException(
                    "unit-is-alias", "'" + path.unit() + "' is another name of '" + name + "': change that");
        }
    }

    private void requireNoInstances(UnitPath path) {
        String name = path.unit().value();
        if (path.isDropIn() || !path.unit().isTemplate()) {
            return;
        }
        List<String> up = units
                .list(List.of(name.replace("@.", "@?*.")), List.of("active", "activating", "reloading"))
                .items()
                .stream()
                .map(unit -> unit.name())
                .toList();
        if (!up.isEmpty()) {
            throw new ConflictException(
                    "template-in-use",
                    "Cannot delete '" + path + "': instances of it run, " + up + "; stop them first");
        }
    }

    private Verification verify(UnitPath path, UnitText text, Optional<Unit> unit, ChangeOptions options)
            throws InterruptedException {
        String fragment = unit.map(known -> known.summary().fragmentPath()).orElse(null);
        return verifier.verify(path, text, fragment, options.validate());
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

    private Optional<Unit> find(UnitName name) {
        try {
            return Optional.of(units.get(name));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static NotFoundException missing(UnitName name) {
        return new NotFoundException("unit-not-found", "No unit '" + name + "' on this host");
    }
}
