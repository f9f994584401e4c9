package io.rightlink.docker.image;

import com.github.dockerjava.api.model.Container;
import io.rightlink.core.listing.Listing;
import io.rightlink.docker.engine.Engine;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The images that the engine tells of when it is asked. Safe for any thread. */
final class EngineImages implements Images {

    /** What the engine says for a tag or digest that isn't there: {@code <none>:<none>}, {@code <none>@<none>}. */
    private static final String NONE = "<none>";

    /** What Go writes for no time at all. */
    private static final Instant GO_ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private final Engine engine;
    private final Clock clock;

    EngineImages(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public Listing<Image> list() {
        Instant asOf = clock.instant();
        List<com.github.dockerjava.api.model.Image> images =
                engine.ask(docker -> docker.listImagesCmd().exec());
        Map<String, Long> uses = uses();
        return Listing.complete(
                asOf,
                images.stream()
                        .map(image -> image(image, uses.getOrDefault(image.getId(), 0L)))
                        .toList());
    }

    /** Counts the containers of each image, because the engine says -1. */
    private Map<String, Long> uses() {
        List<Container> containers = engine.ask(
                docker -> docker.listContainersCmd().withShowAll(true).exec());
        return containers.stream()
                .map(Container::getImageId)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Image image(com.github.dockerjava.api.model.Image image, long containers) {
        return new Image(
                image.getId(),
                references(image.getRepoTags()),
                references(image.getRepoDigests()),
                image.getSize(),
                Optional.ofNullable(image.getCreated())
                        .map(Instant::ofEpochSecond)
                        .filter(created -> created.isAfter(GO_ZERO)),
                Math.toIntExact(containers));
    }

    private static List<String> references(String @Nullable [] references) {
        return Stream.ofNullable(references)
                .flatMap(Arrays::stream)
                .filter(reference -> !reference.endsWith(NONE))
                .toList();
    }
}
