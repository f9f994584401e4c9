package io.rightlink.core.event;

import io.rightlink.core.problem.InvalidException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an event is about, and what it tells of that. */
public enum EventType {
    /** A container is new or has changed: all of it, as {@code GET /v1/containers} shows it. */
    CONTAINER,
    /** A container is gone: {@code id}, and {@code name} if it had one. */
    CONTAINER_REMOVED,
    /** An image is new, or its tags or digests have changed: as {@code GET /v1/images} shows it, but for {@code containers}. */
    IMAGE,
    /** An image is gone: {@code id}. */
    IMAGE_REMOVED,
    /** The Docker engine is followed, lost so that something may be missed, or away: {@code state}, and {@code reason} if it isn't followed. */
    ENGINE,
    /** The state of a systemd unit has changed: {@code name}, {@code activeState}, {@code subState}. */
    UNIT,
    /** A run is queued, begins or ends: {@code id}, {@code state}. */
    RUN,
    /** The host's boot, or its end, has come further: {@code state}; {@code script} and {@code problem} if it is stranded; {@code reason}. */
    BOOT,
    /** A schedule's due time came to nothing, or several did: {@code name}, {@code dueAt}, {@code why}, {@code count}, {@code countIncomplete}. */
    SCHEDULE,
    /** The state of an alert has changed: as {@code GET /v1/alerts} shows it. */
    ALERT,
    /** A collectd notifies: {@code severity}, {@code message}, and who it is of. */
    NOTIFICATION;

    /** Returns the name as the API shows it: {@code container-removed}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the types of these names; all if there is no name.
     *
     * @throws InvalidException if there is no type of a name
     */
    static Set<EventType> ofLabels(List<String> labels) {
        return labels.isEmpty()
                ? EnumSet.allOf(EventType.class)
                : labels.stream()
                        .map(EventType::ofLabel)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventType.class)));
    }

    private static EventType ofLabel(String label) {
        return Stream.of(values())
                .filter(type -> type.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidException(
                        "invalid-event-type",
                        "Cannot filter by the type '" + label + "': there are "
                                + Stream.of(values()).map(EventType::label).collect(Collectors.joining(", "))));
    }
}
