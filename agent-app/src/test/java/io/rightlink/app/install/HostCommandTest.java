package io.rightlink.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.listing.Listing;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitOutcome;
import io.rightlink.systemd.unit.UnitSummary;
import io.rightlink.systemd.unit.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's command and its directories, with a shell of this machine's in the place of the host's. */
class HostCommandTest {

    @TempDir
    Path home;

    private final ShellUnits systemd = new ShellUnits();
    private final List<String> said = new ArrayList<>();
    private HostCommand command;
    private Path first;
    private Path second;

    @BeforeEach
    void prepare() {
        first = home.resolve("opt/bin");
        second = home.resolve("other/bin");
        command = new HostCommand(systemd, home, List.of(first.toString(), second.toString()), said::add);
    }

    @Test
    void isPutInTheFirstDirectoryAndCanBeExecuted() throws Exception {
        command.install();

        assertThat(first.resolve("rightlink")).hasSameTextualContentAs(Path.of("../deploy/host/rightlink"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.resolve("rightlink"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(second).doesNotExist();
        assertThat(said).singleElement().asString().startsWith("the command rightlink is in ");
    }

    @Test
    void isPutInTheSecondWhereTheFirstCanNotBe() throws Exception {
        Files.writeString(home.resolve("opt"), "no directory");

        command.install();

        assertThat(second.resolve("rightlink")).isExecutable();
    }

    @Test
    void leavesAnotherProgramOfThatNameAlone() throws Exception {
        Files.createDirectories(first);
        Files.writeString(first.resolve("rightlink"), "another one");

        command.install();
        command.uninstall();

        assertThat(first.resolve("rightlink")).hasContent("another one");
        assertThat(said.getFirst()).contains("could not be put in place").contains("somebody else's");
    }

    @Test
    void isReplacedByInstallingAgainAndRemovedWithNothingLeft() throws Exception {
        command.install();
        Files.writeString(first.resolve("rightlink"), "# Written by 'rightlink install', long ago");

        command.install();
        assertThat(first.resolve("rightlink")).hasSameTextualContentAs(Path.of("../deploy/host/rightlink"));
        command.uninstall();

        assertThat(first.resolve("rightlink")).doesNotExist();
        assertThat(home.resolve("rightlink-command.service")).doesNotExist();
        assertThat(systemd.calls).endsWith("reload", "start", "reset-failed", "reload");
    }

    private static Unit unit(UnitName name, long exitStatus) {
        return new Unit(
                new UnitSummary(name.value(), "", "loaded", "inactive", "dead", "static", ""),
                List.of(),
                List.of(),
                null,
                false,
                null,
                exitStatus == 0 ? "success" : "exit-code",
                null,
                null,
                exitStatus,
                null,
                null,
                null,
                null,
                new Unit.Dependencies(List.of(), List.of(), List.of(), List.of()));
    }

    /** A systemd that starts one unit by executing its shell with its input. */
    private final class ShellUnits implements Units {

        private final List<String> calls = new ArrayList<>();

        @Override
        public Listing<UnitSummary> list(List<String> patterns, List<String> states) {
            throw new AssertionError("Nobody lists");
        }

        @Override
        public Unit get(UnitName name) {
            throw new AssertionError("Nobody asks");
        }

        @Override
        public UnitOutcome perform(UnitName name, UnitAction action, Duration stableFor) throws InterruptedException {
            calls.add(action.word());
            try {
                List<String> lines = Files.readAllLines(home.resolve(name.value()));
                assertThat(lines).contains("ExecStart=/bin/sh -s", "StandardInput=data");
                byte[] script = Base64.getDecoder().decode(lines.getLast().substring("StandardInputData=".length()));
                Path input = Files.write(home.resolve("input"), script);
                int status = new ProcessBuilder("/bin/sh", "-s")
                        .redirectInput(input.toFile())
                        .start()
                        .waitFor();
                return new UnitOutcome(status == 0 ? "done" : "failed", unit(name, status), null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void resetFailed(UnitName name) {
            calls.add("reset-failed");
        }

        @Override
        public void reload() {
            calls.add("reload");
        }

        @Override
        public void clean(UnitName name, List<String> kinds) {
            throw new AssertionError("Nothing is cleaned");
        }
    }
}
