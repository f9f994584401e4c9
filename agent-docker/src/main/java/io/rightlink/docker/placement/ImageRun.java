package io.rightlink.docker.placement;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.ProblemException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that is, or was, a container. Keeps nothing of it but its id: the engine is asked each time. Safe for any thread. */
final class ImageRun implements Running {

    private static final Logger LOG = LoggerFactory.getLogger(ImageRun.class);

    /** How long the engine is listened to at a time, in case that it lost sight of the end. */
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    /** How long a start that was asked for, by whomever, may be on its way to the engine. */
    private static final Duration LONGEST_WAY = Duration.ofSeconds(3);

    private final String name;
    private final RunEngine engine;
    private final Duration grace;
    private final List<ContainerOutput> outputs = new CopyOnWriteArrayList<>();

    /** @param grace how long it may take to end, and its log to come to its end after it */
    ImageRun(String name, RunEngine engine, Duration grace) {
        this.name = name;
        this.engine = engine;
        this.grace = grace;
    }

    @Override
    public InputStream output() {
        ContainerOutput output = new ContainerOutput(engine, grace);
        outputs.add(output);
        return output;
    }

    /** The kernel ends the other processes with the container's first. */
    @Override
    public boolean outputEndsWithIt() {
        return true;
    }

    /** Waits, too, while the engine can't be asked. */
    @Override
    public Exit await() throws InterruptedException {
        String said = "";
        while (true) {
            try {
                Optional<Exit> exit = exit();
                if (exit.isPresent()) {
                    outputs.forEach(ContainerOutput::endSoon);
                    return exit.get();
                }
            } catch (ProblemException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("Interrupted while waiting for '" + name + "'");
                }
                String reason = String.valueOf(e.getMessage());
                if (!reason.equals(said)) {
                    LOG.warn("Cannot tell whether '{}' goes on, asking again: {}", name, reason);
                    said = reason;
                }
                pause(Duration.ofSeconds(1));
            }
        }
    }

    /** SIGTERM goes to the first process alone, which has to have asked for it; SIGKILL ends them all. */
    @Override
    public boolean terminate() throws InterruptedException {
        if (!engine.signal("TERM")) {
            return false;
        }
        if (!engine.awaitStop(grace)) {
            LOG.info("'{}' ignores SIGTERM: killing it", name);
            boolean _ = engine.signal("KILL");
            boolean _ = engine.awaitStop(grace);
        }
        return true;
    }

    @Override
    public void release() {
        try {
            engine.remove();
        } catch (ConflictException e) {
            LOG.warn("Cannot let go of '{}'", name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how it ended; empty to ask again. */
    private Optional<Exit> exit() throws InterruptedException {
        Optional<ContainerLook> look = engine.look();
        if (look.isEmpty()) {
            return Optional.of(Exit.unknown());
        } else if (!look.get().begun()) {
            return neverBegun();
        } else if (look.get().running()) {
            boolean _ = engine.awaitStop(A_WHILE);
        }
        return look.get().exit();
    }

    /** What nobody starts any more is removed, so that nobody can. */
    private Optional<Exit> neverBegun() throws InterruptedException {
        pause(LONGEST_WAY);
        boolean still = engine.look().filter(look -> !look.begun()).isPresent();
        if (still && engine.removeIdle()) {
            LOG.warn("'{}' was never started, and is not started any more", name);
            return Optional.of(Exit.unknown());
        }
        return Optional.empty();
    }

    private static void pause(Duration time) throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
