package io.rightlink.systemd.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.systemd.change.ChangeJournal.Intent;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitOutcome;
import io.rightlink.systemd.unit.UnitSummary;
import io.rightlink.systemd.unit.Units;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndoingTest {

    private static final UnitPath WEB = UnitPath.of(new UnitName("web.service"));

    @TempDir
    Path root;

    private final Host host = new Host();

    @Test
    void restartsOnceHoweverOftenTheStoreMakesItTryAgain() throws Exception {
        Undoing undoing = undoing();
        host.up.add("web.service");
        Intent intent = begun(undoing, Optional.of(Set.of()));
        host.invocation = "another run";

        assertThat(undoing.undo(intent)).isEmpty();
        assertThat(undoing.undo(intent)).isEmpty();

        assertThat(host.calls).containsExactly("reload", "reset web.service", "restart web.service");
    }

    @Test
    void leavesTheRunStateAloneThatTheChangeNeverTouched() throws Exception {
        Undoing undoing = undoing();
        Intent intent = begun(undoing, Optional.empty());
        host.up.add("web.service");

        assertThat(undoing.undo(intent)).isEmpty();

        assertThat(host.calls).containsExactly("reload");
    }

    @Test
    void startsWhatWentDownWithIt() throws Exception {
        Undoing undoing = undoing();
        host.up.addAll(Set.of("web.service", "above.service"));
        Intent intent = begun(undoing, Optional.of(Set.of("above.service", "below.service")));
        host.up.remove("above.service");
        host.up.add("below.service");

        assertThat(undoing.undo(intent)).isEmpty();

        assertThat(host.calls).containsExactly("reload", "reset above.service", "start above.service");
    }

    @Test
    void takesBackAStartThatIsQueuedStill() throws Exception {
        Undoing undoing = undoing();
        Intent intent = begun(undoing, Optional.of(Set.of()));
        host.queued.put("web.service", "start");

        assertThat(undoing.undo(intent)).isEmpty();

        assertThat(host.calls).containsExactly("stop web.service", "reload");
    }

    @Test
    void takesBackStopsThatAreQueuedStillAndLetsTheUnitsGoOn() throws Exception {
        Undoing undoing = undoing();
        host.up.addAll(Set.of("web.service", "above.service"));
        Intent intent = begun(undoing, Optional.of(Set.of("above.service")));
        host.queued.putAll(Map.of("web.service", "stop", "above.service", "stop"));

        assertThat(undoing.undo(intent)).isEmpty();

        assertThat(host.calls)
                .containsExactly(
                        "reload",
                        "reset web.service",
                        "start web.service",
                        "reset above.service",
                        "start above.service");
    }

    @ParameterizedTest
    @CsvSource({
        "false, start, true",
        "false, restart, true",
        "false, verify-active, false",
        "true, restart, true",
        "true, reload, true",
        "true, stop, false"
    })
    void takesWhatWasQueuedBeforeItForDone(boolean up, String queued, boolean before) throws Exception {
        if (up) {
            host.up.add("web.service");
        }
        host.queued.put("web.service", queued);

        Intent intent = begun(undoing(), Optional.empty());

        assertThat(intent.before().up()).isEqualTo(before);
    }

    @Test
    void takesBackTheLinksOfUnitsThatOthersAreEnabledWith() throws Exception {
        Files.writeString(root.resolve("web.socket"), "[Install]\nAlso=web-admin@1.socket\nAlso=no%name no@name\n");
        Files.writeString(root.resolve("web-admin@.socket"), "[Install]\nAlso=web.socket web.timer\n");
        Path links = Files.createDirectory(root.resolve("timers.target.wants"));
        Files.createSymbolicLink(links.resolve("other.timer"), Path.of("/lib/systemd/system/other.timer"));
        Undoing undoing = undoing();
        Intent intent = begun(undoing, Optional.empty(), "[Install]\nAlso=web.socket\n");
        Files.createSymbolicLink(links.resolve("web.timer"), Path.of("/etc/systemd/system/web.timer"));

        assertThat(undoing.undo(intent)).isEmpty();

        assertThat(links).isDirectoryContaining("glob:**other.timer").isDirectoryNotContaining("glob:**web.timer");
    }

    @Test
    void takesBackTheLinksThatEnablingAUnitWithADropInMade() throws Exception {
        Files.writeString(root.resolve("web.service"), "[Install]\nAlso=web.timer\n");
        Undoing undoing = undoing();
        UnitPath dropIn = UnitPath.of(new UnitName("web.service"), new DropInName("more.conf"));
        Before before = undoing.remember(dropIn, Optional.empty());
        Path links = Files.createDirectory(root.resolve("timers.target.wants"));
        Files.createSymbolicLink(links.resolve("web.timer"), Path.of("/etc/systemd/system/web.timer"));

        assertThat(undoing.undo(new Intent("job-1", dropIn, before, Optional.empty())))
                .isEmpty();

        assertThat(links).doesNotExist();
    }

    @Test
    void saysWhatItCouldNotStop() throws Exception {
        Undoing undoing = undoing();
        Intent intent = begun(undoing, Optional.of(Set.of()));
        host.up.add("web.service");
        host.stubborn = true;

        assertThat(undoing.undo(intent))
                .singleElement()
                .asString()
                .contains("'web.service' could not be stopped: job failed");
    }

    @Test
    void writesNothingThatIsAsItWas() throws Exception {
        Undoing undoing = undoing();
        Intent intent = begun(undoing, Optional.empty());
        Path file = root.resolve("web.service");
        Object before = Files.getAttribute(file, "unix:ino");

        undoing.undo(intent);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);

        Files.writeString(file, "new");
        Undoing later = undoing();
        assertThat(later.undo(intent)).isEmpty();
        assertThat(file).hasContent("old");
    }

    private Undoing undoing() {
        return new Undoing(new UnitDirectory(root), host);
    }

    private Intent begun(Undoing undoing, Optional<Set<String>> touched) throws Exception {
        return begun(undoing, touched, "old");
    }

    private Intent begun(Undoing undoing, Optional<Set<String>> touched, String content) throws Exception {
        Files.write(root.resolve("web.service"), content.getBytes(StandardCharsets.UTF_8));
        Before before = undoing.remember(WEB, Optional.empty());
        return new Intent("job-1", WEB, before, touched);
    }

    /** A host on which everything that is asked for happens, unless it is stubborn. */
    private static final class Host implements Units {

        private final Set<String> up = new TreeSet<>();
        private final Map<String, String> queued = new TreeMap<>();
        private final List<String> calls = new ArrayList<>();
        private String invocation = "a run";
        private boolean stubborn;

        @Override
        public Listing<UnitSummary> list(List<String> patterns, List<String> states) {
            throw new AssertionError("Nobody lists");
        }

        @Override
        public Unit get(UnitName name) {
            if (!Set.of("web.service", "above.service", "below.service").contains(name.value())) {
                throw new NotFoundException("unit-not-found", name.value());
            }
            String state = up.contains(name.value()) ? "active" : "inactive";
            return new Unit(
                    new UnitSummary(name.value(), "", "loaded", state, "", null, null),
                    List.of(),
                    List.of(),
                    null,
                    false,
                    queued.get(name.value()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    invocation,
                    null,
                    null,
                    new Unit.Dependencies(List.of(), List.of(), List.of(), List.of()));
        }

        @Override
        public UnitOutcome perform(UnitName name, UnitAction action, Duration stableFor) {
            calls.add(action.word() + " " + name);
            if (stubborn) {
                return new UnitOutcome("failed", get(name), null);
            }
            queued.remove(name.value());
            if (action == UnitAction.STOP) {
                up.remove(name.value());
            } else {
                up.add(name.value());
            }
            return new UnitOutcome("done", get(name), null);
        }

        @Override
        public void resetFailed(UnitName name) {
            calls.add("reset " + name);
        }

        @Override
        public void reload() {
            calls.add("reload");
        }

        @Override
        public void clean(UnitName name, List<String> kinds) {
            throw new AssertionError("Nobody cleans");
        }
    }
}
