package io.rightlink.core.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child of the agent that leads a session, and so a process group, of its own, and all that it has started and that can be found: by
 * its descent or its group. Safe for any thread.
 */
public final class ProcessTree {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);

    private final Process process;
    private final ProcessGroup group;
    private final Duration grace;

    /** @param grace how long those that are asked to end may take */
    public ProcessTree(Process process, Duration grace) {
        this.process = process;
        this.group = new ProcessGroup(process.pid());
        this.grace = grace;
    }

    /** Ends all of it: asks first, and kills what is left after the grace. Waits for that, at most twice the grace. */
    public void terminate() throws InterruptedException {
        Set<ProcessHandle> tree = members();
        List<ProcessHandle> outsiders =
                tree.stream().filter(member -> !group.contains(member)).toList();
        group.signal(ProcessGroup.SIGTERM);
        outsiders.forEach(ProcessHandle::destroy);
        boolean ended = endWithinGrace(tree);
        // What was started meanwhile, and left the group, is found only while its parent is there.
        tree.addAll(members());
        group.signal(ProcessGroup.SIGKILL);
        if (!ended || tree.stream().anyMatch(ProcessHandle::isAlive)) {
            LOG.info("Something of process {} ignores SIGTERM: killing it", process.pid());
            tree.forEach(ProcessHandle::destroyForcibly);
            boolean _ = endWithinGrace(tree);
        }
    }

    private Set<ProcessHandle> members() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean endWithinGrace(Set<ProcessHandle> tree) throws InterruptedException {
        CompletableFuture<?>[] ends = tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(grace.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }
}
