package io.rightlink.docker.container;

import com.github.dockerjava.api.DockerClient;
import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.docker.container.Inspector.Survey;
import io.rightlink.docker.engine.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The containers that the engine tells of when it is asked. Safe for any thread. */
final class EngineContainers implements Containers {

    private final Engine engine;
    private final Inspector inspector;
    private final OwnContainer own;
    private final Jobs jobs;

    EngineContainers(Engine engine, Inspector inspector, OwnContainer own, Jobs jobs) {
        this.engine = engine;
        this.inspector = inspector;
        this.own = own;
        this.jobs = jobs;
    }

    @Override
    public Listing<Container> list(ContainerFilter filter) {
        Survey survey = inspector.survey(true);
        List<Container> found = survey.inspections().stream()
                .map(Inspection::toContainer)
                .filter(filter::matches)
                .toList();
        return survey.gap()
                .map(reason -> new Listing<>(survey.asOf(), false, reason, found))
                .orElseGet(() -> Listing.complete(survey.asOf(), found));
    }

    @Override
    public Container get(ContainerRef container) {
        return inspector.inspect(container).toContainer();
    }

    @Override
    public Job act(ContainerRef ref, ContainerAction action, boolean force) {
        Inspection inspection = inspector.inspect(ref);
        Container container = inspection.toContainer();
        String what = action.label() + " container '" + container.displayName() + "'";
        if (own.is(container) && !force) {
            throw new ConflictException(
                    "own-container", "Cannot " + what + ": the agent runs in it; force=true does it all the same");
        }
        return jobs.start(
                "container-" + action.label(),
                what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1),
                _ -> carryOut(action, container.id(), inspection.stopTimeout()));
    }

    private JobOutcome carryOut(ContainerAction action, String id, Duration stopTimeout) throws InterruptedException {
        engine.act(stopTimeout, command(action, id, stopTimeout));
        try {
            return JobOutcome.succeeded(get(new ContainerRef(id)));
        } catch (NotFoundException removed) {
            return new JobOutcome(null, null);
        }
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
