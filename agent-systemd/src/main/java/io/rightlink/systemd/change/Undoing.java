package io.rightlink.systemd.change;

import io.rightlink.core.problem.NotFoundException;
import io.rightlink.systemd.change.ChangeJournal.Intent;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitOutcome;
import io.rightlink.systemd.unit.Units;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Brings back what was before a change, from wherever the change got to; doing it twice does no harm. Stateless. */
final class Undoing {

    private final UnitDirectory directory;
    private final Units units;

    Undoing(UnitDirectory directory, Units units) {
        this.directory = directory;
        this.units = units;
    }

    /** Notes down what is now, so that it can come back. */
    Before remember(UnitPath path) throws IOException {
        Optional<Unit> unit = find(path.unit());
        Optional<byte[]> content = directory.read(path);
        return new Before(
                content.orElse(null),
                content.isPresent() ? directory.mode(path) : null,
                directory.hasDirectoryOf(path),
                directory.links(path.unit().value()),
                unit.map(Unit::up).orElse(false),
                unit.map(Unit::failed).orElse(false),
                unit.map(Unit::invocationId).orElse(null));
    }

    /**
     * Brings it back.
     *
     * @return why the unit doesn't run as it did before, if it doesn't; file and enablement are back then all the same
     * @throws io.rightlink.core.problem.ProblemException if systemd can't be reached: try again later
     * @throws IOException if a file can't be written: try again later
     */
    Optional<String> undo(Intent intent) throws IOException, InterruptedException {
        UnitName name = intent.path().unit();
        Before before = intent.before();
        if (!before.up() && !name.isTemplate()) {
            stop(name, before);
        }
        restoreFiles(intent.path(), before);
        units.reload();
        if (name.isTemplate()) {
            return Optional.empty();
        }
        return before.up() ? startAgain(name, before) : Optional.empty();
    }

    private void restoreFiles(UnitPath path, Before before) throws IOException {
        directory.sweep(path);
        byte[] content = before.content();
        if (content == null) {
            directory.remove(path);
        } else {
            directory.write(path, content, Objects.requireNonNull(before.mode()));
        }
        directory.restoreLinks(path.unit().value(), before.links());
    }

    /** Before its file goes: systemd would otherwise keep a failed unit without one. */
    private void stop(UnitName name, Before before) throws InterruptedException {
        if (find(name).map(Unit::up).orElse(false)) {
            UnitOutcome _ = units.perform(name, UnitAction.STOP, Duration.ZERO);
        }
        if (!before.failed() && find(name).map(Unit::failed).orElse(false)) {
            units.resetFailed(name);
        }
    }

    /** A unit that failed often in a short time may not be started again until that is forgotten. */
    private Optional<String> startAgain(UnitName name, Before before) throws InterruptedException {
        Unit now = units.get(name);
        if (now.up() && Objects.equals(now.invocationId(), before.invocation())) {
            return Optional.empty();
        }
        units.resetFailed(name);
        UnitOutcome outcome = units.perform(name, UnitAction.RESTART, Duration.ZERO);
        return outcome.succeeded() ? Optional.empty() : Optional.of(outcome.complaint());
    }

    private Optional<Unit> find(UnitName name) {
        try {
            return Optional.of(units.get(name));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
