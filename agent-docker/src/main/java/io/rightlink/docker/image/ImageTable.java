package io.rightlink.docker.image;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.container.ContainerFilter;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineEvent;
import io.rightlink.docker.engine.EngineListener;
import io.rightlink.docker.engine.EngineWatch;
import io.rightlink.docker.engine.Gap;
import io.rightlink.docker.engine.Looks;
import io.rightlink.docker.engine.Sight;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All images, held in memory: they are listed anew when something is heard of one. Safe for any thread. */
final class ImageTable implements EngineListener {

    private static final String ALL = "images";

    /** What the engine says for a tag or digest that isn't there: {@code <none>:<none>}, {@code <none>@<none>}. */
    private static final String NONE = "<none>";

    /** What Go writes for no time at all. */
    private static final Instant GO_ZERO = Instant.parse("0001-01-01T00:00:00Z");

    /**
     * What the engine said last, and why it says nothing since.
     *
     * @param images without a count of their containers; empty if it never said
     */
    private record Known(Optional<List<Image>> images, Optional<Gap> gap) {}

    private final Engine engine;
    private final EngineWatch watch;
    private final Containers containers;
    private final ImageEvents events;
    private final Clock clock;
    private final Looks looks = new Looks(1, _ -> look());
    private volatile Known known = new Known(Optional.empty(), Optional.empty());

    ImageTable(Engine engine, EngineWatch watch, Containers containers, ImageEvents events, Clock clock) {
        this.engine = engine;
        this.watch = watch;
        this.containers = containers;
        this.events = events;
        this.clock = clock;
        watch.listen(this);
    }

    Listing<Image> list() {
        Sight sight = watch.sight();
        Known now = known;
        Map<String, Long> uses = uses();
        List<Image> items = now.images().orElseThrow(() -> unavailable(now.gap())).stream()
                .map(image -> image.withContainers(uses.getOrDefault(image.id(), 0L)))
                .toList();
        return sight.gap()
                .or(now::gap)
                .map(gap -> new Listing<>(sight.asOf(), false, gap.words(), items))
                .orElseGet(() -> Listing.complete(sight.asOf(), items));
    }

    /** Returns an image as it is now, and so does everybody after this call; empty if it is gone. */
    Optional<Image> seen(String id) {
        lookAtAll();
        Optional<Gap> gap = known.gap();
        if (gap.isPresent()) {
            throw unavailable(gap);
        }
        return list().items().stream().filter(image -> image.id().equals(id)).findFirst();
    }

    @Override
    public void lookAtAll() {
        looks.atAll(Set.of(ALL));
    }

    @Override
    public void lookAgain() {
        lookAtAll();
    }

    @Override
    public void onEvent(EngineEvent event) {
        if (event.subject() == EngineEvent.Subject.IMAGE) {
            looks.soon(ALL);
        }
    }

    /** Keeps a problem instead of throwing it: the containers are known all the same. */
    private void look() {
        Known before = known;
        try {
            List<Image> images = whole(
                            engine.ask(docker -> docker.listImagesCmd().exec()))
                    .stream()
                    .map(ImageTable::image)
                    .toList();
            known = new Known(Optional.of(images), Optional.empty());
            before.images().ifPresent(earlier -> events.publish(earlier, images));
        } catch (RuntimeException e) {
            Gap gap = new Gap("Cannot list the images: " + e.getMessage(), clock.instant());
            known = new Known(before.images(), before.gap().or(() -> Optional.of(gap)));
        }
    }

    /** A list short of one image would call itself complete. */
    private static List<com.github.dockerjava.api.model.Image> whole(
            List<com.github.dockerjava.api.model.Image> listed) {
        if (listed.stream().anyMatch(image -> image == null || image.getId() == null || image.getSize() == null)) {
            throw new UnavailableException(
                    "docker-failed", "Docker failed: its list has an image without an id or a size");
        }
        return listed;
    }

    private static UnavailableException unavailable(Optional<Gap> gap) {
        return new UnavailableException(
                "docker-unavailable", gap.map(Gap::words).orElse("Cannot tell the images yet"));
    }

    /** Counts the containers of each image, because the engine says -1. */
    private Map<String, Long> uses() {
        return containers.list(ContainerFilter.ALL).items().stream()
                .flatMap(container -> container.imageId().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Image image(com.github.dockerjava.api.model.Image image) {
        return new Image(
                image.getId(),
                references(image.getRepoTags()),
                references(image.getRepoDigests()),
                image.getSize(),
                Optional.ofNullable(image.getCreated())
                        .map(Instant::ofEpochSecond)
                        .filter(created -> created.isAfter(GO_ZERO)),
                0);
    }

    private static List<String> references(String @Nullable [] references) {
        return Stream.ofNullable(references)
                .flatMap(Arrays::stream)
                .filter(reference -> !reference.endsWith(NONE))
                .toList();
    }
}
