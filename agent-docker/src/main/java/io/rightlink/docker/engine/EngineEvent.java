package io.rightlink.docker.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that the engine tells of.
 *
 * @param action in Docker's words, {@code start}, {@code health_status: healthy}, {@code connect}
 * @param id of the container, or of the image or the reference that is meant
 * @see <a href="https://docs.docker.com/reference/api/engine/">SystemEvents</a>
 */
public record EngineEvent(Subject subject, String action, String id) {

    /** What it is about. */
    public enum Subject {
        CONTAINER,
        IMAGE
    }

    /**
     * Returns what a line of the engine's says, {@code {"Type":"container","Action":"start","Actor":{"ID":"5e37…"}}}; empty if it is
     * about nothing that this room shows. That a container joins or leaves a network is about the container.
     */
    static Optional<EngineEvent> of(JsonNode line) {
        String action = line.path("Action").asString("");
        JsonNode actor = line.path("Actor");
        String id = actor.path("ID").asString("");
        return switch (line.path("Type").asString("")) {
            case "container" -> changes(action) ? of(Subject.CONTAINER, action, id) : Optional.empty();
            case "network" ->
                of(
                        Subject.CONTAINER,
                        action,
                        actor.path("Attributes").path("container").asString(""));
            case "image" -> of(Subject.IMAGE, action, id);
            default -> Optional.empty();
        };
    }

    /** A program that is run in a container changes nothing of it; each health check is one. */
    private static boolean changes(String action) {
        return !action.startsWith("exec_");
    }

    private static Optional<EngineEvent> of(Subject subject, String action, @Nullable String id) {
        return id == null || id.isEmpty() ? Optional.empty() : Optional.of(new EngineEvent(subject, action, id));
    }
}
