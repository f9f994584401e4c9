package io.rightlink.docker.placement;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is asked of the engine about one run's container, by its id: another of the same name is none of its business. Safe for any thread. */
record RunEngine(Engine engine, String container) {

    /** Returns what there is of it now; empty if it was removed. */
    Optional<ContainerLook> look() {
        return inspection(engine, container).map(ContainerLook::of);
    }

    /**
     * Returns what the engine says of a container, by its name or id; empty if there is none.
     *
     * @throws UnavailableException if it can't be told now: an engine in trouble may answer without saying anything
     */
    static Optional<InspectContainerResponse> inspection(Engine engine, String container) {
        try {
            InspectContainerResponse now =
                    engine.ask(docker -> docker.inspectContainerCmd(container).exec());
            if (now.getId() == null || now.getState() == null || now.getConfig() == null) {
                throw new UnavailableException(
                        "docker-failed", "Docker failed: its answer for '" + container + "' says nothing");
            }
            return Optional.of(now);
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Waits until it doesn't run, at most for a time; at once if it never ran.
     *
     * @return whether the engine says so
     * @throws UnavailableException if it can't be told now
     */
    boolean awaitStop(Duration patience) throws InterruptedException {
        FutureTask<Boolean> answer = new FutureTask<>(this::readStop);
        Thread.ofVirtual().name("stop-of-" + container).start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw engine.problemOf(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            answer.cancel(true);
        }
    }

    /** Returns its log from the beginning; to its end if it has one, or as it grows as long as the container runs. */
    Response log(boolean growing) {
        return engine.stream(
                Method.GET, "/containers/" + container + "/logs?stdout=1&stderr=1&follow=" + (growing ? 1 : 0));
    }

    /**
     * Signals its first process.
     *
     * @return false if nothing of it runs
     */
    boolean signal(String signal) throws InterruptedException {
        try {
            engine.act(Duration.ZERO, docker -> docker.killContainerCmd(container)
                    .withSignal(signal)
                    .exec());
            return true;
        } catch (NotFoundException | ConflictException e) {
            return false;
        }
    }

    /**
     * Removes it, if it doesn't run and isn't about to: the engine does one of the two, and refuses the other.
     *
     * @return whether it is gone
     */
    boolean removeIdle() throws InterruptedException {
        try {
            remove(false);
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    /** Removes it, whatever it does. */
    void remove() throws InterruptedException {
        remove(true);
    }

    private void remove(boolean force) throws InterruptedException {
        try {
            engine.act(Duration.ZERO, docker -> docker.removeContainerCmd(container)
                    .withForce(force)
                    .withRemoveVolumes(true)
                    .exec());
        } catch (NotFoundException e) {
            // it is gone
        }
    }

    /** The answer begins at once, and says {@code {"StatusCode":0}} in the end. */
    private boolean readStop() throws IOException {
        try (Response answer = engine.stream(Method.POST, "/containers/" + container + "/wait")) {
            return answer.getBody().readAllBytes().length > 0;
        } catch (NotFoundException e) {
            return true;
        }
    }
}
