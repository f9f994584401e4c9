package io.rightlink.systemd.change;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.systemd.unit.OwnUnit;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitRelations;
import io.rightlink.systemd.unit.UnitSummary;
import io.rightlink.systemd.unit.Units;
import java.util.List;
import java.util.Optional;

/** Lets in the changes that are the agent's to make, before anything is touched. Safe for any thread. */
final class Admission {

    private static final String RUNS = "rightlink-run-";

    private final Units units;
    private final UnitRelations relations;
    private final OwnUnit own;
    private final UnitDirectory directory;

    Admission(HostUnits host) {
        this.units = host.units();
        this.relations = host.relations();
        this.own = host.own();
        this.directory = host.directory();
    }

    /**
     * Lets a removal in.
     *
     * @throws io.rightlink.core.problem.ProblemException saying why not
     */
    void requireRemovable(UnitPath path, ChangeOptions options) {
        Unit unit = admit(path, options, "delete").orElseThrow(() -> missing(path.unit()));
        if (!path.isDropIn() && own.endsBy(UnitAction.STOP, unit)) {
            throw new ConflictException(
                    "own-unit",
                    "Will not delete '" + path
                            + "': that ends this agent; 'rightlink uninstall' takes it off the host");
        }
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
    }

    /**
     * Lets a change in, and returns the unit as it is, if it is there.
     *
     * @param act what is to be done to it, {@code change}
     * @throws io.rightlink.core.problem.ProblemException saying why not
     */
    Optional<Unit> admit(UnitPath path, ChangeOptions options, String act) {
        requireNoRun(path);
        directory.requireOwn(path);
        Optional<Unit> unit = find(path.unit());
        if (path.isDropIn() && unit.isEmpty()) {
            throw missing(path.unit());
        }
        unit.ifPresent(known -> {
            requireOwnName(path, known);
            requireOthers(act, known, options);
        });
        if (options.start()) {
            requireStartable(path, unit);
        }
        return unit;
    }

    private void requireOthers(String act, Unit unit, ChangeOptions options) {
        if (own.is(unit) && !options.force()) {
            throw new ConflictException(
                    "own-unit",
                    "Will not " + act + " '" + unit.summary().name()
                            + "': it runs this agent; force=true does it all the same");
        }
        UnitAction action = unit.up() ? UnitAction.RESTART : UnitAction.START;
        if (options.start() && own.endsBy(action, unit)) {
            throw new ConflictException(
                    "own-unit",
                    "Will not " + act + " '" + unit.summary().name() + "' and " + action.word()
                            + " it: that ends this agent, which then could not take the change back; put it with"
                            + " start=false, and " + action.word() + " it then");
        }
    }

    private void requireStartable(UnitPath path, Optional<Unit> unit) {
        if (path.unit().isTemplate()) {
            throw new InvalidException(
                    "unit-is-template",
                    "Cannot start '" + path.unit() + "': it is a template; start an instance of it");
        }
        List<String> through =
                unit.isPresent() && path.unit().type().equals("socket") ? relations.upThrough(path.unit()) : List.of();
        if (!through.isEmpty()) {
            throw new ConflictException(
                    "socket-in-use",
                    "Cannot restart '" + path.unit() + "': systemd starts no socket whose service runs, and " + through
                            + " does; stop that first, or put it with start=false");
        }
    }

    /** Runs' units come and go with them. */
    private static void requireNoRun(UnitPath path) {
        if (path.unit().value().startsWith(RUNS)) {
            throw new ConflictException(
                    "unit-reserved", "Cannot change '" + path + "': units of this name are those of the agent's runs");
        }
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
                .map(UnitSummary::name)
                .toList();
        if (!up.isEmpty()) {
            throw new ConflictException(
                    "template-in-use",
                    "Cannot delete '" + path + "': instances of it run, " + up + "; stop them first");
        }
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
