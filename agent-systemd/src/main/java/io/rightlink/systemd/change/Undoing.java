package io.rightlink.systemd.change;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.systemd.change.ChangeJournal.Intent;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitOutcome;
import io.rightlink.systemd.unit.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Brings back what was before a change, from wherever the change got to. Safe for any thread, one at a time per unit. */
final class Undoing {

    /** {@code Also=web.socket web-cleanup.timer}, which are enabled and disabled together with the unit. */
    private static final Pattern ALSO = Pattern.compile("^\\s*Also\\s*=(.*)$", Pattern.MULTILINE);

    private final UnitDirectory directory;
    private final Units units;
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    Undoing(UnitDirectory directory, Units units) {
        this.directory = directory;
        this.units = units;
    }

    /** Notes down what is now, so that it can come back. */
    Before remember(UnitPath path, Optional<UnitText> next) throws IOException {
        Optional<Unit> unit = find(path.unit());
        Optional<byte[]> content = directory.read(path);
        Set<String> linked = linked(
                path.unit(), Stream.concat(content.map(Undoing::text).stream(), next.map(UnitText::value).stream()));
        return new Before(
                content.orElse(null),
                content.isPresent() ? directory.mode(path) : null,
                directory.hasDirectoryOf(path),
                linked,
                directory.links(linked),
                unit.map(Unit::willBeUp).orElse(false),
                unit.map(Unit::failed).orElse(false),
                unit.map(Unit::invocationId).orElse(null));
    }

    /** Takes note that nothing is left to be undone of a change, though the journal doesn't know it yet. */
    void settle(Intent intent) {
        settled.add(intent.job());
    }

    /** Takes note that the journal knows it. */
    void forget(Intent intent) {
        settled.remove(intent.job());
    }

    /**
     * Brings it back; does nothing if that was done before.
     *
     * @return what doesn't run as it did before, and why; files and enablement are back then all the same
     * @throws ProblemException if systemd can't be reached: try again later
     * @throws IOException if a file can't be written: try again later
     */
    List<String> undo(Intent intent) throws IOException, InterruptedException {
        if (settled.contains(intent.job())) {
            return List.of();
        }
        UnitName name = intent.path().unit();
        Before before = intent.before();
        List<String> complaints = new ArrayList<>();
        if (!before.up() && intent.touched().isPresent()) {
            stop(name, before).ifPresent(complaints::add);
        }
        restoreFiles(intent.path(), before);
        units.reload();
        if (before.up() && intent.touched().isPresent()) {
            startAgain(name, before).ifPresent(complaints::add);
        }
        for (String companion : intent.touched().orElse(Set.of())) {
            start(new UnitName(companion)).ifPresent(complaints::add);
        }
        settle(intent);
        return complaints;
    }

    private void restoreFiles(UnitPath path, Before before) throws IOException {
        directory.sweep(path);
        byte[] content = before.content();
        if (content == null) {
            directory.remove(path, before.directory());
        } else {
            directory.restore(path, content, Objects.requireNonNull(before.mode()));
        }
        directory.restoreLinks(before.linked(), before.links());
    }

    /** Before its file goes: systemd would otherwise keep a failed unit without one. Takes back a start that is queued still. */
    private Optional<String> stop(UnitName name, Before before) throws InterruptedException {
        if (!find(name).map(Unit::staysDown).orElse(true)) {
            UnitOutcome outcome = units.perform(name, UnitAction.STOP, Duration.ZERO);
            if (outcome.unit().up()) {
                return Optional.of("'" + name + "' could not be stopped: " + outcome.complaint());
            }
        }
        if (!before.failed() && find(name).map(Unit::failed).orElse(false)) {
            units.resetFailed(name);
        }
        return Optional.empty();
    }

    /**
     * A unit that failed often in a short time may not be started again until that is forgotten. A start takes back a stop that is
     * queued still, and spares a run that goes on.
     */
    private Optional<String> startAgain(UnitName name, Before before) throws InterruptedException {
        Unit now = units.get(name);
        boolean sameRun = Objects.equals(now.invocationId(), before.invocation());
        if (now.staysUp() && sameRun) {
            return Optional.empty();
        }
        units.resetFailed(name);
        UnitOutcome outcome = units.perform(name, sameRun ? UnitAction.START : UnitAction.RESTART, Duration.ZERO);
        return outcome.succeeded()
                ? Optional.empty()
                : Optional.of("'" + name + "' could not be started again: " + outcome.complaint());
    }

    /** Starts a unit that went down with the changed one, or is about to. */
    private Optional<String> start(UnitName companion) throws InterruptedException {
        if (find(companion).map(Unit::staysUp).orElse(true)) {
            return Optional.empty();
        }
        try {
            units.resetFailed(companion);
            UnitOutcome outcome = units.perform(companion, UnitAction.START, Duration.ZERO);
            return outcome.succeeded()
                    ? Optional.empty()
                    : Optional.of("'" + companion + "' went down with it and could not be started again: "
                            + outcome.complaint());
        } catch (ProblemException e) {
            return Optional.of(
                    "'" + companion + "' went down with it and could not be started again: " + e.getMessage());
        }
    }

    /** Returns the units that are enabled with one: those that these texts and its own file name, those that their files name, … */
    private Set<String> linked(UnitName unit, Stream<String> texts) {
        Set<String> linked = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(unit.value()));
        texts.map(Undoing::also).forEach(left::addAll);
        while (!left.isEmpty()) {
            String name = left.pop();
            if (linked.add(name)) {
                fileOf(name).map(Undoing::also).ifPresent(left::addAll);
            }
        }
        return linked;
    }

    /** Returns what a local unit's file says; nothing for what is no unit's name, which systemd passes over. */
    private Optional<String> fileOf(String name) {
        try {
            String file = UnitName.fileNameOf(new UnitName(name).value());
            return directory.read(UnitPath.of(new UnitName(file))).map(Undoing::text);
        } catch (InvalidException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static List<String> also(String text) {
        return ALSO.matcher(text)
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).trim().split("\\s+")))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private Optional<Unit> find(UnitName name) {
        if (name.isTemplate()) {
            return Optional.empty();
        }
        try {
            return Optional.of(units.get(name));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
