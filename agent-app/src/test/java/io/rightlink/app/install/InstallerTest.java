package io.rightlink.app.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitOutcome;
import io.rightlink.systemd.unit.UnitSummary;
import io.rightlink.systemd.unit.Units;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {

    @TempDir
    Path unitDirectory;

    private final RecordingUnits systemd = new RecordingUnits();
    private Installer installer;
    private Path file;

    @BeforeEach
    void prepare() {
        installer = new Installer(systemd, unitDirectory, _ -> {});
        file = unitDirectory.resolve("rightlink.service");
    }

    @Test
    void writesEnablesAndStartsTheUnit() throws Exception {
        installer.install("a unit");

        assertThat(file).hasContent("a unit");
        assertThat(systemd.calls).containsExactly("reload", "enable", "start");
    }

    @Test
    void leavesAloneWhatIsInPlace() throws Exception {
        installer.install("a unit");
        systemd.calls.clear();

        installer.install("a unit");

        assertThat(systemd.calls).isEmpty();
    }

    @Test
    void restartsTheUnitWhenItIsAnotherOne() throws Exception {
        installer.install("a unit");
        systemd.calls.clear();

        installer.install("a newer unit");

        assertThat(file).hasContent("a newer unit");
        assertThat(systemd.calls).containsExactly("reload", "restart");
    }

    @Test
    void doesWhatIsLeftOfAnInstallThatWasCutOffBeforeTheReload() throws Exception {
        installer.install("a unit");
        systemd.failsAt = "reload";
        assertThatThrownBy(() -> installer.install("a newer unit")).hasMessageContaining("reload");
        systemd.failsAt = "";
        systemd.needsReload = true;
        systemd.calls.clear();

        installer.install("a newer unit");

        assertThat(systemd.calls).containsExactly("reload", "restart");
    }

    @Test
    void doesWhatIsLeftOfAnInstallThatWasCutOffBeforeTheRestart() throws Exception {
        installer.install("a unit");
        systemd.activeSince = Instant.now().minusSeconds(60);
        systemd.failsAt = "restart";
        assertThatThrownBy(() -> installer.install("a newer unit")).hasMessageContaining("restart");
        systemd.failsAt = "";
        systemd.calls.clear();

        installer.install("a newer unit");
        installer.install("a newer unit");

        assertThat(systemd.calls).containsExactly("restart");
    }

    @Test
    void takesOffWhatHasFailed() throws Exception {
        installer.install("a unit");
        systemd.failsAtItsEnd = true;
        systemd.calls.clear();

        installer.uninstall();

        assertThat(systemd.calls)
                .containsExactly("stop", "disable", "reset-failed", "clean [state, runtime]", "reload");
    }

    @Test
    void saysSoWhenTheUnitDoesNotStart() {
        systemd.result = "failed";

        assertThatThrownBy(() -> installer.install("a unit"))
                .hasMessageContaining("Cannot enable rightlink.service")
                .hasMessageContaining("journalctl");
    }

    @Test
    void takesEverythingOffAgain() throws Exception {
        installer.install("a unit");
        systemd.calls.clear();

        installer.uninstall();

        assertThat(file).doesNotExist();
        assertThat(systemd.calls).containsExactly("stop", "disable", "clean [state, runtime]", "reload");
    }

    @Test
    void hasNothingToTakeOffWhereItIsNotInstalled() throws Exception {
        installer.uninstall();

        assertThat(systemd.calls).isEmpty();
    }

    @Test
    void theShippedUnitHasNoPlaceholderLeft() {
        assertThat(UnitTemplate.render("rightlink/rightlink:1.2.3", "docker-bridge:88", "172.17.0.1"))
                .contains("RIGHTLINK_BRIDGE_ADDRESS=172.17.0.1")
                .contains("rightlink/rightlink:1.2.3 -listen docker-bridge:88 -rootfs /host\n")
                .doesNotContain("@");
    }

    /** A systemd that does as it is told, for a unit whose file is there. */
    private final class RecordingUnits implements Units {

        private final List<String> calls = new ArrayList<>();
        private String result = "done";
        private String activeState = "inactive";
        private String fileState = "disabled";
        private String failsAt = "";
        private boolean failsAtItsEnd;
        private boolean needsReload;
        private @Nullable Instant activeSince;

        @Override
        public Listing<UnitSummary> list(List<String> patterns, List<String> states) {
            throw new AssertionError("Nobody lists");
        }

        @Override
        public Unit get(UnitName name) {
            if (!Files.exists(file)) {
                throw new NotFoundException("unit-not-found", name.value());
            }
            UnitSummary summary =
                    new UnitSummary(name.value(), "", "loaded", activeState, "dead", fileState, file.toString());
            return new Unit(
                    summary,
                    List.of(),
                    List.of(),
                    null,
                    needsReload,
                    null,
                    "success",
                    null,
                    null,
                    null,
                    activeSince,
                    null,
                    null,
                    null,
                    new Unit.Dependencies(List.of(), List.of(), List.of(), List.of()));
        }

        @Override
        public UnitOutcome perform(UnitName name, UnitAction action, Duration stableFor) {
            record(action.word());
            switch (action) {
                case START, RESTART -> {
                    activeState = "active";
                    activeSince = Instant.now().plusSeconds(1);
                }
                case STOP -> activeState = failsAtItsEnd ? "failed" : "inactive";
                case ENABLE -> fileState = "enabled";
                case DISABLE -> fileState = "disabled";
                case RELOAD -> throw new AssertionError("The agent can't be reloaded");
            }
            return new UnitOutcome(result, get(name), null);
        }

        @Override
        public void resetFailed(UnitName name) {
            assertThat(activeState).isEqualTo("failed");
            record("reset-failed");
            activeState = "inactive";
        }

        @Override
        public void reload() {
            record("reload");
            needsReload = false;
        }

        @Override
        public void clean(UnitName name, List<String> kinds) {
            assertThat(activeState).isEqualTo("inactive");
            record("clean " + kinds);
        }

        private void record(String call) {
            calls.add(call);
            if (call.equals(failsAt)) {
                throw new IllegalStateException("Cut off at " + call);
            }
        }
    }
}
