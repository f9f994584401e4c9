package io.rightlink.scripts.process;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child of the agent that leads a session, and so a process group, of its own. Safe for any thread. */
final class ChildProcess implements Running {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    private final Process process;
    private final ProcessGroup group;
    private final InputStream output;
    private final Duration grace;

    ChildProcess(Process process, InputStream output, Duration grace) {
        this.process = process;
        this.group = new ProcessGroup(process.pid());
        this.output = output;
        this.grace = grace;
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
        List<ProcessHandle> outsiders =
                tree.stream().filter(member -> !group.contains(member)).toList();
        group.signal(ProcessGroup.SIGTERM);
        outsiders.forEach(ProcessHandle::destroy);
        boolean ended = endWithinGrace(tree);
        group.signal(ProcessGroup.SIGKILL);
        if (!ended) {
            LOG.info("Something of process {} ignores SIGTERM: killing it", process.pid());
            tree.forEach(ProcessHandle::destroyForcibly);
            boolean _ = endWithinGrace(tree);
        }
    }

    private boolean endWithinGrace(List<ProcessHandle> tree) throws InterruptedException {
        CompletableFuture<?>[] ends = tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(grace.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }
}
