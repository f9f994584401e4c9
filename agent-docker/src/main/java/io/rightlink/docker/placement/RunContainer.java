package io.rightlink.docker.placement;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The container that a run is.
 *
 * @param id the run's id: letters, digits, {@code _}, {@code .} and {@code -}, which a container's name takes as they are
 */
record RunContainer(String id) {

    /** Tells such containers from others; its value is the run's id. */
    static final String LABEL = "io.rightlink.run";

    private static final String PREFIX = "rightlink-run-";

    /** Returns {@code rightlink-run-<id>}. */
    String name() {
        return PREFIX + id;
    }

    /** Tells whether a container is this run's, and not just called so. */
    boolean is(InspectContainerResponse container) {
        Map<String, String> labels = container.getConfig().getLabels();
        return labels != null && id.equals(labels.get(LABEL));
    }

    /** Returns the run that a container of the engine's list is, or empty if it is none. */
    static Optional<RunContainer> of(com.github.dockerjava.api.model.Container line) {
        return Optional.ofNullable(labelOf(line)).map(RunContainer::new).filter(run -> run.names(line));
    }

    private boolean names(com.github.dockerjava.api.model.Container line) {
        for (String name : Objects.requireNonNullElse(line.getNames(), new String[0])) {
            if (name.equals("/" + name())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String labelOf(com.github.dockerjava.api.model.Container line) {
        return line.getLabels() == null ? null : line.getLabels().get(LABEL);
    }
}
