package io.rightlink.docker.container;

import com.github.dockerjava.api.DockerClient;
import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.docker.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** The containers of the table, and what the engine is told to do with them. Safe for any thread. */
final class EngineContainers implements Containers {

    private final Engine engine;
    private final ContainerTable table;
    private final Clock clock;
    private final OwnContainer own;
    private final Jobs jobs;

    EngineContainers(Engine engine, ContainerTable table, Clock clock, OwnContainer own, Jobs jobs) {
        this.engine = engine;
        this.table = table;
        this.clock = clock;
        this.own = own;
        this.jobs = jobs;
    }

    @Override
    public Listing<Container> list(ContainerFilter filter) {
        return table.list(filter);
    }

    @Override
    public Container get(ContainerRef container) {
        return table.find(container).shown(clock.instant());
    }

    @Override
    public Job act(ContainerRef ref, ContainerAction action, boolean force) {
        Held held = table.find(ref);
        Container container = held.container();
        Consumer<DockerClient> command = command(action, container.id(), held.stopTimeout());
        return begin(container, action.label(), force, () -> engine.act(held.stopTimeout(), command));
    }

    @Override
    public Job remove(ContainerRef ref, boolean force, boolean volumes) {
        Container container = table.find(ref).container();
        Consumer<DockerClient> command = docker -> docker.removeContainerCmd(container.id())
                .withForce(force)
                .withRemoveVolumes(volumes)
                .exec();
        return begin(container, "remove", force, () -> engine.act(Duration.ZERO, command));
    }

    /** What the engine is told to do, and waited for. */
    private interface Change {
        void carryOut() throws InterruptedException;
    }

    private Job begin(Container container, String verb, boolean force, Change change) {
        String what = verb + " container '" + container.displayName() + "'";
        if (own.is(container) && !force) {
            throw new ConflictException(
                    "own-container", "Cannot " + what + ": the agent runs in it; force=true does it all the same");
        }
        return jobs.start("container-" + verb, what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1), _ -> {
            change.carryOut();
            return afterwards(container.id());
        });
    }

    private JobOutcome afterwards(String id) {
        return table.seen(id).map(JobOutcome::succeeded).orElseGet(() -> new JobOutcome(null, null));
    }

    /** Names the time to stop, because docker-java would say 10 s whatever the container asks for. */
    private static Consumer<DockerClient> command(ContainerAction action, String id, Duration stopTimeout) {
        int seconds = Math.toIntExact(stopTimeout.toSeconds());
        return switch (action) {
            case START -> docker -> docker.startContainerCmd(id).exec();
            case STOP ->
                docker -> docker.stopContainerCmd(id).withTimeout(seconds).exec();
            case RESTART ->
                docker -> docker.restartContainerCmd(id).withTimeout(seconds).exec();
            case KILL -> docker -> docker.killContainerCmd(id).exec();
        };
    }
}
