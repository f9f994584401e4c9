package io.rightlink.systemd.change;

import io.rightlink.core.job.JobProgress;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.systemd.change.Transactions.FailedStart;
import io.rightlink.systemd.change.Transactions.Touch;
import io.rightlink.systemd.unit.OwnUnit;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitOutcome;
import io.rightlink.systemd.unit.UnitRelations;
import io.rightlink.systemd.unit.Units;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a change, each of which may fail; what was done until then is for {@link Undoing} to undo. For one thread. */
final class Change {

    private final UnitDirectory directory;
    private final Units units;
    private final UnitRelations relations;
    private final OwnUnit own;
    private final UnitPath path;
    private final ChangeOptions options;
    private final JobProgress job;

    Change(HostUnits host, UnitPath path, ChangeOptions options, JobProgress job) {
        this.directory = host.directory();
        this.units = host.units();
        this.relations = host.relations();
        this.own = host.own();
        this.path = path;
        this.options = options;
        this.job = job;
    }

    /** Puts a file in place, and returns what came of the start or restart, if it came to that. */
    @Nullable
    UnitOutcome put(UnitText text, Touch touch) throws IOException, InterruptedException, FailedStart {
        job.say("writing " + path);
        directory.write(path, text.bytes());
        reload();
        requireLoaded();
        if (options.enable()) {
            job.say("enabling " + name());
            UnitOutcome _ = require(units.perform(name(), UnitAction.ENABLE, Duration.ZERO));
        }
        return start(touch);
    }

    /** Removes a file, and returns what came of the restart, if it came to that. */
    @Nullable
    UnitOutcome remove(Touch touch) throws IOException, InterruptedException, FailedStart {
        if (!path.isDropIn()) {
            if (!find().map(Unit::staysDown).orElse(true)) {
                job.say("stopping " + name());
                touch.runState(relations.upWith(name()));
                UnitOutcome _ = require(units.perform(name(), UnitAction.STOP, Duration.ZERO));
            }
            job.say("disabling " + name());
            UnitOutcome _ = require(units.perform(name(), UnitAction.DISABLE, Duration.ZERO));
            units.resetFailed(name());
        }
        job.say("removing " + path);
        directory.remove(path);
        reload();
        if (!path.isDropIn()) {
            return null;
        }
        requireLoaded();
        return start(touch);
    }

    private void reload() {
        job.say("having systemd read its unit files");
        units.reload();
        relations.forget();
    }

    private @Nullable UnitOutcome start(Touch touch) throws InterruptedException, FailedStart {
        if (!options.start()) {
            return null;
        }
        Unit now = units.get(name());
        UnitAction action = now.up() ? UnitAction.RESTART : UnitAction.START;
        Duration stableFor = options.stableFor().time();
        if (own.endsBy(action, now)) {
            throw ownUnit(action);
        }
        touch.runState(relations.upWith(name()));
        job.say(action.word() + "ing " + name() + ", which then has to hold for " + stableFor.toMillis() / 1_000.0
                + " s");
        return require(units.perform(name(), action, stableFor));
    }

    private ConflictException ownUnit(UnitAction action) {
        return new ConflictException(
                "own-unit",
                "a " + action.word() + " of '" + name()
                        + "' ends this agent, which then could not take the change back; put it with start=false, and "
                        + action.word() + " it then");
    }

    private static UnitOutcome require(UnitOutcome outcome) throws FailedStart {
        if (!outcome.succeeded()) {
            throw new FailedStart(outcome);
        }
        return outcome;
    }

    private void requireLoaded() {
        Optional<Unit> unit = find();
        String why = unit.isEmpty() ? "systemd doesn't find it" : unit.get().loadError();
        if (why != null) {
            throw InvalidException.unprocessable("unit-not-loadable", "systemd can't load it: " + why);
        }
    }

    private Optional<Unit> find() {
        try {
            return Optional.of(units.get(name()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private UnitName name() {
        return path.unit();
    }
}
