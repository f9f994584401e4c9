package io.rightlink.app.install;

import io.rightlink.core.store.AtomicFile;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitOutcome;
import io.rightlink.systemd.unit.Units;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts the command {@code rightlink} on the host, where whoever installs doesn't see the directories for programs: a unit, which is
 * there for that moment alone, has the host's shell do it. For one thread.
 */
final class HostCommand {

    /** The first of these that can be written to; on hosts whose /usr is read-only that is the second one. */
    static final List<String> DIRECTORIES = List.of("/usr/local/bin", "/opt/bin");

    private static final UnitName UNIT = new UnitName("rightlink-command.service");
    /** What {@link #PUT} exits with if there is another program of that name. */
    private static final long OCCUPIED = 11;

    private static final String SHELL = "set -u\nours() { grep -qsF \"by 'rightlink install'\" \"$1\"; }\n";
    private static final String PUT = """
            for directory in @DIRECTORIES@; do
              mkdir -p "$directory" 2>/dev/null
              [ -w "$directory" ] && break
            done
            file=$directory/rightlink
            [ ! -e "$file" ] || ours "$file" || exit 11
            cat >"$file.new" <<'THE-END' && chmod 755 "$file.new" && mv -f "$file.new" "$file"
            @COMMAND@THE-END
            """;
    private static final String REMOVE = """
            for directory in @DIRECTORIES@; do
              if ours "$directory/rightlink"; then
                rm -f "$directory/rightlink" || exit 1
                case $directory in /opt/*) rmdir "$directory" 2>/dev/null ;; esac
              fi
            done
            exit 0
            """;

    private final Units units;
    private final Path unitFile;
    private final List<String> directories;
    private final Consumer<String> progress;

    /**
     * @param transientUnits the host's /run/systemd/system
     * @param directories of the host
     */
    HostCommand(Units units, Path transientUnits, List<String> directories, Consumer<String> progress) {
        this.units = units;
        this.unitFile = transientUnits.resolve(UNIT.value());
        this.directories = directories;
        this.progress = progress;
    }

    /** Puts it there, or says why not: the agent works without it. */
    void install() throws IOException, InterruptedException {
        UnitOutcome outcome = have(PUT.replace("@COMMAND@", text()));
        if (outcome.succeeded()) {
            progress.accept("the command rightlink is in " + String.join(" or ", directories));
        } else {
            progress.accept(
                    "the command rightlink could not be put in place in " + String.join(" or ", directories) + ": "
                            + (Long.valueOf(OCCUPIED).equals(outcome.unit().exitStatus())
                                    ? "there is one of somebody else's"
                                    : outcome.complaint()));
        }
    }

    /** Removes it; another one of that name stays. */
    void uninstall() throws IOException, InterruptedException {
        UnitOutcome outcome = have(REMOVE);
        progress.accept(
                outcome.succeeded()
                        ? "removed the command rightlink"
                        : "could not remove the command rightlink: " + outcome.complaint());
    }

    /** The script is the shell's standard input, so that nothing in it has to be written otherwise for systemd. */
    private UnitOutcome have(String script) throws IOException, InterruptedException {
        String whole = SHELL + script.replace("@DIRECTORIES@", String.join(" ", directories));
        String unit = "[Unit]\nDescription=The command rightlink\n\n[Service]\nType=oneshot\nExecStart=/bin/sh -s\n"
                + "StandardInput=data\nStandardInputData="
                + Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8)) + "\n";
        try {
            AtomicFile.write(unitFile, unit.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
            units.reload();
            return units.perform(UNIT, UnitAction.START, Duration.ZERO);
        } finally {
            Files.deleteIfExists(unitFile);
            units.resetFailed(UNIT);
            units.reload();
        }
    }

    private static String text() {
        try (InputStream command = HostCommand.class.getResourceAsStream("rightlink")) {
            if (command == null) {
                throw new IllegalStateException("This RightLink was built without the command for hosts");
            }
            return new String(command.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the command for hosts that this RightLink was built with", e);
        }
    }
}
