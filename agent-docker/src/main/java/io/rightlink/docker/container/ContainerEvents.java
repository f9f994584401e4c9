package io.rightlink.docker.container;

import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import java.util.Optional;

/**
 * Tells of changes those who follow the agent's events. What there is when the agent starts is no change: who wants to know that asks for
 * it, and is answered when all of it has been seen. What has changed while the engine was away is. Safe for any thread.
 */
final class ContainerEvents implements ContainerListener {

    private record Removed(String id, Optional<String> name) {}

    private final Events events;
    private volatile boolean allSeen;

    ContainerEvents(Events events) {
        this.events = events;
    }

    @Override
    public void onChanged(Container container) {
        if (allSeen) {
            events.publish(EventType.CONTAINER, container);
        }
    }

    @Override
    public void onRemoved(Container container) {
        if (allSeen) {
            events.publish(EventType.CONTAINER_REMOVED, new Removed(container.id(), container.name()));
        }
    }

    @Override
    public void onAllSeen() {
        allSeen = true;
    }
}
