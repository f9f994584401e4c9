package io.rightlink.core.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
 * its descent, its group or its mark. Safe for any thread.
 */
public final class ProcessTree {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);

    /** What is killed may have started others right before, and these others, but not for ever. */
    private static final int KILLS = 200;

    /** One look misses what starts its next while the look is at the others. */
    private static final int LOOKS = 3;

    private final Process process;
    private final ProcessGroup group;
    private final Optional<ProcessMark> mark;
    private final Duration grace;

    /** @param grace how long those that are asked to end may take */
    public ProcessTree(Process process, Duration grace) {
        this(process, Optional.empty(), grace);
    }

    /**
     * @param mark a variable in its environment, {@code NAME=value}, that is in no other's but of its descendants
     * @param grace how long those that are asked to end may take
     */
    public ProcessTree(Process process, Optional<String> mark, Duration grace) {
        this.process = process;
        this.group = new ProcessGroup(process.pid());
        this.mark =
                mark.map(variable -> new ProcessMark(variable, process.info().startInstant()));
        this.grace = grace;
    }

    /** Ends all of it: asks first, and kills what is left after the grace. Waits for that, usually twice the grace at most. */
    public void terminate() throws InterruptedException {
        end(members());
    }

    /**
     * Ends all of it, unless the first process has ended by itself, whether or not anybody was told so yet.
     *
     * @return false if it had
     */
    public boolean terminateUnlessEnded() throws InterruptedException {
        Set<ProcessHandle> tree = members();
        // looked at last, since finding the others takes its time
        if (ProcessStat.of(process.pid()).filter(ProcessStat::isAlive).isEmpty()) {
            return false;
        }
        end(tree);
        return true;
    }

    private void end(Set<ProcessHandle> tree) throws InterruptedException {
        List<ProcessHandle> outsiders =
                tree.stream().filter(member -> !group.contains(member)).toList();
        group.signal(ProcessGroup.SIGTERM);
        outsiders.forEach(ProcessHandle::destroy);
        endWithinGrace(tree);
        // What was started meanwhile, and left the group, is found by its descent only while its parent is there.
        tree.addAll(members());
        group.signal(ProcessGroup.SIGKILL);
        kill(tree);
    }

    /** Kills what is left of what was known, and what was started meanwhile; waiting for one to be gone would let it start the next. */
    private void kill(Set<ProcessHandle> known) throws InterruptedException {
        Set<ProcessHandle> killed = new LinkedHashSet<>();
        int kills = 0;
        for (int looks = 0; looks < LOOKS && kills < KILLS; looks++) {
            Set<ProcessHandle> left = members();
            left.addAll(known);
            left.removeIf(member -> killed.contains(member) || !member.isAlive());
            if (!left.isEmpty()) {
                left.forEach(ProcessHandle::destroyForcibly);
                killed.addAll(left);
                kills++;
                looks = 0;
            }
        }
        if (!killed.isEmpty()) {
            LOG.info("Something of process {} ignored SIGTERM, and was killed: {}", process.pid(), killed);
        }
        if (kills == KILLS) {
            LOG.warn(
                    "Something of process {} may be left: it starts others faster than they are killed", process.pid());
        }
        endWithinGrace(killed);
    }

    private Set<ProcessHandle> members() {
        Stream<ProcessHandle> descendants = Stream.concat(Stream.of(process.toHandle()), process.descendants());
        return Stream.concat(descendants, mark.stream().flatMap(ProcessMark::bearers))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void endWithinGrace(Set<ProcessHandle> tree) throws InterruptedException {
        CompletableFuture<?>[] ends = tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("Something of process {} has not ended within {}", process.pid(), grace, e);
        }
    }
}
