package io.rightlink.scripts.kill;

import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A place of real processes that outlive the agent even when it is killed. Each has a directory: {@code claim}, which it makes before
 * it begins, {@code process} with its pid and start time, and {@code exit} with its exit code. Who makes the claim first decides
 * whether it ever begins, so that what isn't found never begins later. Safe for any thread and any process.
 */
public final class DetachedPlacement implements Placement {

    /** The start time is the 22nd field of {@code /proc/PID/stat}. */
    private static final String WRAPPER = """
            home=$1
            shift
            mkdir "$home/claim" 2>/dev/null || exit 0
            read -r a b c d e f g h i j k l m n o p q r s t u start rest < /proc/$$/stat
            echo "$$ $start" > "$home/process"
            "$@" < /dev/null
            echo $? > "$home/exit"
            """;

    private final Path programs;

    public DetachedPlacement(Path directory) {
        this.programs = directory;
    }

    @Override
    public String name() {
        return "detached";
    }

    @Override
    public boolean outlivesAgent() {
        return true;
    }

    @Override
    public Running start(Launch launch) throws IOException {
        Path home = programs.resolve(launch.id());
        Files.createDirectories(programs);
        Files.createDirectory(home);
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", WRAPPER, "sh", home.toString()));
        command.addAll(launch.command());
        Path output = Files.createFile(launch.output());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        Process _ = Programs.start(builder);
        return new DetachedProgram(home, output);
    }

    @Override
    public Optional<Running> find(String id, Path output) {
        Path home = programs.resolve(id);
        if (!Files.exists(home)) {
            return Optional.empty();
        } else if (claim(home)) {
            delete(home);
            return Optional.empty();
        }
        return Optional.of(new DetachedProgram(home, output));
    }

    @Override
    public List<String> kept() {
        try (Stream<Path> homes = Files.list(programs)) {
            return homes.map(home -> String.valueOf(home.getFileName())).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all that runs, and leaves nothing, as a reboot of the host does. */
    public void reboot() {
        kept().forEach(id -> find(id, programs).ifPresent(program -> ((DetachedProgram) program).release()));
    }

    private static boolean claim(Path home) {
        try {
            Files.createDirectory(home.resolve("claim"));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two may be at it: whoever comes late leaves the rest to the other. */
    static void delete(Path home) {
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (NoSuchFileException _) {
            // the other one was quicker
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
