package io.rightlink.docker.image;

import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what has changed between two lists of images those who follow the agent's events. Stateless; safe for any thread. */
record ImageEvents(Events events) {

    /** An image without the count of its containers, which changes with those. */
    private record Changed(
            String id, List<String> tags, List<String> digests, long sizeBytes, Optional<Instant> createdAt) {}

    private record Removed(String id) {}

    /** The lists are without a count of containers. */
    void publish(List<Image> before, List<Image> now) {
        Set<Image> known = new HashSet<>(before);
        now.stream()
                .filter(image -> !known.contains(image))
                .forEach(image -> events.publish(
                        EventType.IMAGE,
                        new Changed(image.id(), image.tags(), image.digests(), image.sizeBytes(), image.createdAt())));
        Set<String> left = now.stream().map(Image::id).collect(Collectors.toSet());
        before.stream()
                .map(Image::id)
                .filter(id -> !left.contains(id))
                .forEach(id -> events.publish(EventType.IMAGE_REMOVED, new Removed(id)));
    }
}
