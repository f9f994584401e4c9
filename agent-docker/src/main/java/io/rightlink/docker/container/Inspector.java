package io.rightlink.docker.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.Gap;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
        return engine.ask(docker -> docker.listContainersCmd().withShowAll(true).exec());
    }

    /** Returns a container's line in the engine's list; empty if it has none. */
    Optional<Container> line(String id) {
        List<Container> listed = engine.ask(docker -> docker.listContainersCmd()
                .withShowAll(true)
                .withIdFilter(List.of(id))
                .exec());
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
                    .toHeld(Optional.of(new Gap(String.valueOf(e.getMessage()), clock.instant()))));
        }
    }

    private InspectContainerResponse details(String container) {
        InspectContainerResponse details =
                engine.ask(docker -> docker.inspectContainerCmd(container).exec());
        if (details.getId() == null || details.getState() == null) {
            throw new UnavailableException(
                    "docker-failed", "Docker failed: its answer for the container '" + container + "' says nothing");
        }
        return details;
    }
}
