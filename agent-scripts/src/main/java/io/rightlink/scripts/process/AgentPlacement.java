package io.rightlink.scripts.process;

import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public Running start(Launch launch) throws IOException {
        Path pipe = launch.directory().resolveSibling("output.fifo");
        NamedPipes.create(pipe);
        try (RandomAccessFile _ = openWithoutBlocking(pipe)) {
            InputStream output = new FileInputStream(pipe.toFile());
            try {
                return new ChildProcess(spawn(launch, pipe), output);
            } catch (IOException e) {
                output.close();
                throw e;
            }
        } finally {
            Files.delete(pipe);
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
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
