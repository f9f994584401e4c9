package io.rightlink.app.install;

import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.store.AtomicFile;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitOutcome;
import io.rightlink.systemd.unit.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Puts the agent's unit on the host and takes it off again, over D-Bus. For one thread. */
final class Installer {

    private static final UnitName UNIT = new UnitName("rightlink.service");
    private static final Duration CLEANING = Duration.ofSeconds(20);

    private final Units units;
    private final Path unitFile;
    private final Consumer<String> progress;

    /** @param unitDirectory the host's /etc/systemd/system */
    Installer(Units units, Path unitDirectory, Consumer<String> progress) {
        this.units = units;
        this.unitFile = unitDirectory.resolve(UNIT.value());
        this.progress = progress;
    }

    /**
     * Makes the unit's file, enablement and run state what they should be; what is so already is left alone.
     *
     * @throws IllegalStateException if the unit doesn't start
     */
    void install(String content) throws IOException, InterruptedException {
        boolean same = Files.exists(unitFile) && Files.readString(unitFile).equals(content);
        if (same) {
            progress.accept(unitFile + " is in place");
        } else {
            AtomicFile.write(unitFile, content.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
            progress.accept("wrote " + unitFile);
        }
        // also what an earlier install, cut off, left to do
        boolean anew = !same || unit().needsReload();
        if (anew) {
            units.reload();
        }
        enable();
        Unit now = unit();
        if (!anew && now.active() && isUpToDate(now)) {
            progress.accept(UNIT + " runs");
        } else {
            perform(now.active() ? UnitAction.RESTART : UnitAction.START);
        }
    }

    private boolean isUpToDate(Unit running) throws IOException {
        Instant since = running.activeSince();
        return since != null
                && since.isAfter(Files.getLastModifiedTime(unitFile).toInstant());
    }

    /** Removes everything that {@link #install} and the unit made on the host; what isn't there is no trouble. */
    void uninstall() throws IOException, InterruptedException {
        try {
            unit();
        } catch (NotFoundException e) {
            progress.accept(UNIT + " is not installed");
            return;
        }
        perform(UnitAction.STOP);
        perform(UnitAction.DISABLE);
        if (unit().failed()) {
            // systemd removes nothing of one that has failed
            units.resetFailed(UNIT);
        }
        units.clean(UNIT, List.of("state", "runtime"));
        if (!Patience.until(() -> !"maintenance".equals(unit().summary().activeState()), CLEANING)) {
            throw new IllegalStateException("systemd has not removed the directories of " + UNIT + " in " + CLEANING);
        }
        progress.accept("removed its state in /var/lib/rightlink and /run/rightlink");
        Files.deleteIfExists(unitFile);
        units.reload();
        progress.accept("removed " + unitFile);
    }

    private void enable() throws InterruptedException {
        if (!"enabled".equals(unit().summary().unitFileState())) {
            perform(UnitAction.ENABLE);
        }
    }

    private void perform(UnitAction action) throws InterruptedException {
        UnitOutcome outcome = units.perform(UNIT, action, Duration.ZERO);
        if (!outcome.succeeded()) {
            throw new IllegalStateException("Cannot " + action.word() + " " + UNIT + ": " + outcome.complaint()
                    + "; see 'journalctl -u " + UNIT + "' on the host");
        }
        progress.accept(action.word() + " " + UNIT + ": " + outcome.result());
    }

    private Unit unit() {
        return units.get(UNIT);
    }
}
