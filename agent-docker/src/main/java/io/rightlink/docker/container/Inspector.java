package io.rightlink.docker.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.Gap;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the engine for its list of containers, and for the details of one. Safe for any thread. */
final class Inspector {

    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);

    private final Engine engine;
    private final Clock clock;

    Inspector(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Returns the engine's list of all containers. */
    List<Container> list() {
        return whole(engine.ask(
                docker -> docker.listContainersCmd().withShowAll(true).exec()));
    }

    /** Returns a container's line in the engine's list; empty if it has none. */
    Optional<Container> line(String id) {
        List<Container> listed = whole(engine.ask(docker -> docker.listContainersCmd()
                .withShowAll(true)
                .withIdFilter(List.of(id))
                .exec()));
        return listed.stream().filter(line -> line.getId().equals(id)).findFirst();
    }

    /** Returns what the line and the details of a container say, or the line alone if the engine doesn't give them; empty if it is gone. */
    Optional<Held> look(Container line) {
        try {
            return Optional.of(new Inspection(line, Optional.of(details(line.getId()))).toHeld(Optional.empty()));
        } catch (NotFoundException removed) {
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.debug("Cannot describe container {}", line.getId(), e);
            return Optional.of(new Inspection(line, Optional.empty())
                    .toHeld(Optional.of(new Gap(reason(line.getId(), e), clock.instant()))));
        }
    }

    /** A container that can't be told from others would be missing in a list that seems to be all there is. */
    private static List<Container> whole(List<Container> listed) {
        if (listed.stream()
                .anyMatch(line ->
                        line == null || line.getId() == null || line.getId().isEmpty())) {
            throw new UnavailableException("docker-failed", "Docker failed: its list names a container without an id");
        }
        return listed;
    }

    /** What isn't a problem yet is an answer that could be read, and makes no sense. */
    private static String reason(String container, RuntimeException failure) {
        return failure instanceof ProblemException problem
                ? String.valueOf(problem.getMessage())
                : "Docker failed: its answer for the container '" + container + "' makes no sense";
    }

    private InspectContainerResponse details(String container) {
        InspectContainerResponse details =
                engine.ask(docker -> docker.inspectContainerCmd(container).exec());
        if (details.getId() == null || !tells(details.getState())) {
            throw new UnavailableException(
                    "docker-failed", "Docker failed: its answer for the container '" + container + "' says nothing");
        }
        return details;
    }

    /** docker-java takes a word for a state that says nothing; a container without a process would be one that doesn't run. */
    private static boolean tells(InspectContainerResponse.@Nullable ContainerState state) {
        return state != null && state.getStatus() != null && state.getPidLong() != null;
    }
}
