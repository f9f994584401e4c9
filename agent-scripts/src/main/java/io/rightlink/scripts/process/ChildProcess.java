package io.rightlink.scripts.process;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child of the agent that leads a session, and so a process group, of its own. Safe for any thread. */
final class ChildProcess implements Running {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final long GRACE_SECONDS = 5;

    private final Process process;
    private final InputStream output;

    ChildProcess(Process process, InputStream output) {
        this.process = process;
        this.output = output;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public Exit await() throws InterruptedException {
        return Exit.ofShellStatus(process.waitFor());
    }

    @Override
    public void terminate() throws InterruptedException {
        List<ProcessHandle> tree = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        tree.forEach(ProcessHandle::destroy);
        signalGroup("TERM");
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            LOG.info("Process {} ignores SIGTERM: killing it", process.pid());
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        signalGroup("KILL");
    }

    /** Reaches the members of the group whose parent is gone, which {@link Process#descendants} doesn't see. */
    private void signalGroup(String signal) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-s", signal, "--", "-" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            LOG.warn("Cannot signal the process group {}", process.pid(), e);
        }
    }
}
