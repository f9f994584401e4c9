package io.rightlink.systemd.change;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Has the host's own systemd-analyze check a unit file: only on the host are the units and programs that it names. Safe for any
 * thread.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd-analyze.html">systemd-analyze(1), verify</a>
 */
final class Verifier {

    private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);
    private static final String PREFIX = "verify-";
    private static final String PROGRAM = "/usr/bin/systemd-analyze";
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER_BYTES = 64 * 1024;

    private final Optional<Placement> host;
    private final Path stages;

    /**
     * @param host where to run it; empty if this agent can't
     * @param stages a directory of the agent's that the host sees, too
     */
    Verifier(Optional<Placement> host, Path stages) {
        this.host = host;
        this.stages = stages;
    }

    /**
     * Checks a file.
     *
     * @param fragment the unit's own file as the host sees it, for a file that adds to it
     */
    Verification verify(UnitPath path, UnitText text, @Nullable String fragment, Validation validation)
            throws InterruptedException {
        if (host.isEmpty()) {
            return Verification.NONE;
        }
        String id = PREFIX + UUID.randomUUID();
        Path stage = stages.resolve(id);
        try {
            Path units = Files.createDirectories(stage.resolve("units"));
            lay(units, path, text, fragment);
            return judge(run(id, stage, units.resolve(path.unit().value())), path, validation);
        } catch (IOException e) {
            LOG.info("Nobody verifies '{}': {}", path, e.getMessage());
            return Verification.NONE;
        } finally {
            remove(stage);
        }
    }

    /** Removes the files that an earlier life of the agent left behind; to be called before anything is verified. */
    void sweepFiles() {
        remove(stages);
    }

    /**
     * Removes the units that an earlier life of the agent left behind on the host.
     *
     * @throws UnavailableException if systemd can't be asked now
     */
    void sweepUnits() {
        host.ifPresent(placement -> placement.kept().stream()
                .filter(id -> id.startsWith(PREFIX) && !Files.exists(stages.resolve(id)))
                .flatMap(id -> placement.find(id, stages.resolve(id).resolve("output")).stream())
                .forEach(Running::release));
    }

    private record Answer(Exit exit, List<String> lines) {}

    private static void lay(Path units, UnitPath path, UnitText text, @Nullable String fragment) throws IOException {
        Path file = units.resolve(path.file());
        if (path.isDropIn()) {
            Files.createDirectory(units.resolve(path.unit() + ".d"));
            if (fragment != null) {
                Files.createSymbolicLink(units.resolve(path.unit().value()), Path.of(fragment));
            }
        }
        Files.write(file, text.bytes());
    }

    private Answer run(String id, Path stage, Path unit) throws IOException, InterruptedException {
        Launch launch = new Launch(
                id,
                List.of(PROGRAM, "verify", "--man=no", unit.toString()),
                Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C.UTF-8", "SYSTEMD_COLORS", "0"),
                // what is beside it, such as the file with its environment, is no other's
                Files.createDirectory(stage.resolve("work")),
                stage.resolve("output"),
                LONGEST);
        Running running = host.orElseThrow().start(launch);
        try (InputStream output = running.output()) {
            Exit exit = running.await();
            String said = new String(output.readNBytes(LARGEST_ANSWER_BYTES), StandardCharsets.UTF_8);
            return new Answer(
                    exit,
                    said.lines().map(line -> shortened(line, unit)).distinct().toList());
        } finally {
            letGo(id, running);
        }
    }

    /** What systemd-analyze said holds, whether its unit goes now or when the agent starts the next time. */
    private static void letGo(String id, Running running) {
        try {
            running.release();
        } catch (UnavailableException e) {
            LOG.warn("Cannot let go of '{}' yet: {}", id, e.getMessage());
        }
    }

    /** Returns {@code web.service:3: Unknown key …}, without the directory that the caller knows nothing of. */
    private static String shortened(String line, Path unit) {
        String directory = unit.getParent() + "/";
        int at = line.indexOf("/" + PREFIX);
        int units = line.indexOf("/units/");
        return at < 0 || units < 0
                ? line.replace(directory, "")
                : line.substring(0, line.lastIndexOf(' ', at) + 1) + line.substring(units + "/units/".length());
    }

    /** A warning says that something of the file is ignored; it names the file first. */
    private static Verification judge(Answer answer, UnitPath path, Validation validation) {
        if (answer.exit().timedOut() || !answer.exit().isKnown()) {
            return Verification.NONE;
        }
        boolean ignored = answer.lines().stream()
                .anyMatch(line -> line.startsWith(path.file() + ":") && line.contains("gnoring"));
        boolean valid = validation == Validation.WARN || (answer.exit().succeeded() && !ignored);
        return new Verification(valid, "systemd-analyze", answer.lines());
    }

    private static void remove(Path stage) {
        try {
            FileSystemUtils.deleteRecursively(stage);
        } catch (IOException e) {
            LOG.warn("Cannot remove {}", stage, e);
        }
    }
}
