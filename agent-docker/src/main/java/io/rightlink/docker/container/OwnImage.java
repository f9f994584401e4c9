package io.rightlink.docker.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Engine;
import java.util.Optional;

/**
 * The image of the agent's own container: the one that it was made from, and the one that its reference means now, which is what it
 * will be made from next time. The engine is asked each time, because a tag can move. Safe for any thread.
 */
public final class OwnImage {

    private final Engine engine;
    private final OwnContainer own;
    private final boolean contained;

    /** @param contained whether the agent runs in a container, even if that can't be found */
    OwnImage(Engine engine, OwnContainer own, boolean contained) {
        this.engine = engine;
        this.own = own;
        this.contained = contained;
    }

    /**
     * Returns why an image must be spared: it is the agent's, or that can't be ruled out; empty if it may go.
     *
     * @param imageId {@code sha256:…}
     * @throws UnavailableException if the engine doesn't answer
     */
    public Optional<String> claimOn(String imageId) {
        if (own.id().isEmpty()) {
            return contained
                    ? Optional.of("it may be the agent's, which can't find the container that it runs in")
                    : Optional.empty();
        }
        try {
            String container = own.id().get();
            InspectContainerResponse details =
                    engine.ask(docker -> docker.inspectContainerCmd(container).exec());
            return claimOn(imageId, details);
        } catch (NotFoundException e) {
            return Optional.of("it may be the agent's, of whose container Docker doesn't know");
        }
    }

    private Optional<String> claimOn(String imageId, InspectContainerResponse details) {
        if (details.getImageId() == null) {
            return Optional.of("it may be the agent's, of whose container Docker tells no image");
        }
        if (imageId.equals(details.getImageId())) {
            return Optional.of("the agent's own container runs from it");
        }
        return Optional.ofNullable(details.getConfig())
                .map(ContainerConfig::getImage)
                .filter(reference -> imageId.equals(meaningOf(reference)))
                .map(reference -> "it is what '" + reference + "' means now, from which the agent's container is made");
    }

    /** Returns the id of the image that a reference means; "" if it means none any more. */
    private String meaningOf(String reference) {
        try {
            return engine.ask(docker -> docker.inspectImageCmd(reference).exec().getId());
        } catch (NotFoundException e) {
            return "";
        }
    }
}
