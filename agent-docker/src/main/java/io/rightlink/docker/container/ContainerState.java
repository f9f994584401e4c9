package io.rightlink.docker.container;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a container is doing.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">State.Status of ContainerInspect</a>
 */
public enum ContainerState {
    /** Made, and never run. */
    CREATED,
    RUNNING,
    PAUSED,
    /** Ended, and about to be run again by its restart policy. */
    RESTARTING,
    REMOVING,
    EXITED,
    /** Could not be removed: it is still listed, and can't be started. */
    DEAD,
    /** A state that this agent hasn't heard of. */
    UNKNOWN;

    /** Returns the name as Docker and the API show it. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ContainerState> ofLabel(@Nullable String label) {
        return Stream.of(values()).filter(state -> state.label().equals(label)).findFirst();
    }
}
