package io.rightlink.docker.container;

import io.rightlink.core.problem.InvalidException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which containers are wanted.
 *
 * @param states any of these; any at all if it is empty
 * @param labels all of these, each {@code key} or {@code key=value}
 */
public record ContainerFilter(Set<ContainerState> states, List<String> labels) {

    /** Lets every container through. */
    public static final ContainerFilter ALL = new ContainerFilter(Set.of(), List.of());

    public ContainerFilter {
        states = Set.copyOf(states);
        labels = List.copyOf(labels);
        if (labels.stream().anyMatch(label -> label.isEmpty() || label.startsWith("="))) {
            throw new InvalidException("invalid-label", "Cannot filter by a label without a key: use key or key=value");
        }
    }

    /**
     * Returns the filter that a query asks for.
     *
     * @throws InvalidException if there is no such state
     */
    public static ContainerFilter of(List<String> states, List<String> labels) {
        EnumSet<ContainerState> wanted = EnumSet.noneOf(ContainerState.class);
        states.forEach(state -> wanted.add(stateOf(state)));
        return new ContainerFilter(wanted, labels);
    }

    boolean matches(Container container) {
        return (states.isEmpty() || states.contains(container.state()))
                && labels.stream().allMatch(label -> has(container, label));
    }

    private static boolean has(Container container, String label) {
        int equals = label.indexOf('=');
        return equals < 0
                ? container.labels().containsKey(label)
                : label.substring(equals + 1).equals(container.labels().get(label.substring(0, equals)));
    }

    private static ContainerState stateOf(String label) {
        return ContainerState.ofLabel(label)
                .orElseThrow(() -> new InvalidException(
                        "invalid-container-state",
                        "Cannot filter by the state '" + label + "': there are "
                                + Stream.of(ContainerState.values())
                                        .map(ContainerState::label)
                                        .collect(Collectors.joining(", "))));
    }
}
