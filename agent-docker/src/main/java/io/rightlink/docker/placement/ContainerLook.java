package io.rightlink.docker.placement;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.rightlink.core.placement.Exit;
import java.util.Objects;
import java.util.Optional;

/**
 * What the engine says of a run's container at a moment.
 *
 * @param begun whether its program was ever started
 * @param running whether it runs, or is paused
 * @param exit how it ended, if it has
 */
record ContainerLook(boolean begun, boolean running, Optional<Exit> exit) {

    /** What Go writes for no time at all. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    static ContainerLook of(InspectContainerResponse container) {
        InspectContainerResponse.ContainerState state = container.getState();
        boolean begun = state.getStartedAt() != null && !state.getStartedAt().equals(NEVER);
        boolean running = Boolean.TRUE.equals(state.getRunning());
        return new ContainerLook(begun, running, begun && !running ? Optional.of(exitOf(state)) : Optional.empty());
    }

    /** The engine tells a signal as a shell does. */
    private static Exit exitOf(InspectContainerResponse.ContainerState state) {
        Long code = state.getExitCodeLong();
        return code == null
                ? Exit.unknown()
                : Exit.ofShellStatus(Objects.requireNonNull(code).intValue());
    }
}
