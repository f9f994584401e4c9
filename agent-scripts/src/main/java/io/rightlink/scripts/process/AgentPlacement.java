package io.rightlink.scripts.process;

import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.process.Programs;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs beside the agent, in its container or on its host: each a child process in a session of its own. Stateless; safe for
 * any thread.
 *
 * <p>Output goes through a named pipe, not through {@link Process}'s own: that one is closed as soon as the child has exited, which
 * would lose what processes that it left behind still write, and end them by SIGPIPE.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/setsid.1.html">setsid(1)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/fifo.7.html">fifo(7)</a>
 */
final class AgentPlacement implements Placement {

    private static final Logger LOG = LoggerFactory.getLogger(AgentPlacement.class);
    private static final File NOTHING = new File("/dev/null");

    private final Duration grace;

    AgentPlacement() {
        this(Duration.ofSeconds(5));
    }

    /** @param grace how long a process tree that is asked to end may take */
    AgentPlacement(Duration grace) {
        this.grace = grace;
    }

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public boolean hidesEnvironment() {
        return true;
    }

    @Override
    public Running start(Launch launch) throws IOException {
        Path pipe = launch.directory().resolveSibling("output.fifo");
        NamedPipes.create(pipe);
        try (RandomAccessFile _ = openWithoutBlocking(pipe)) {
            InputStream output = new FileInputStream(pipe.toFile());
            try {
                return new ChildProcess(spawn(launch, pipe), launch.mark(), output, grace);
            } catch (IOException | RuntimeException e) {
                output.close();
                throw e;
            }
        } finally {
            remove(pipe);
        }
    }

    /** Held until the child has its end, so that neither end waits for the other to be opened. */
    private static RandomAccessFile openWithoutBlocking(Path pipe) throws IOException {
        return new RandomAccessFile(pipe.toFile(), "rw");
    }

    private static Process spawn(Launch launch, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        return Programs.start(builder);
    }

    /** Has its way even if the program, which runs by now, was quicker to remove the pipe. */
    private static void remove(Path pipe) {
        try {
            Files.deleteIfExists(pipe);
        } catch (IOException e) {
            LOG.warn("Cannot remove {}", pipe, e);
        }
    }
}
