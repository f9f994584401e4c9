package io.rightlink.docker.tag;

import io.rightlink.core.listing.Listing;
import io.rightlink.docker.container.Container;
import io.rightlink.docker.container.ContainerFilter;
import io.rightlink.docker.container.ContainerState;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineDescription;
import io.rightlink.docker.engine.EngineEvent;
import io.rightlink.docker.engine.EngineListener;
import io.rightlink.docker.engine.EngineWatch;
import io.rightlink.docker.engine.Gap;
import io.rightlink.docker.image.Image;
import io.rightlink.docker.image.Images;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Tags made of the other inventories when they are asked for; only what the engine is itself is held here. Safe for any thread. */
final class EngineTags implements Tags, EngineListener {

    private static final String PREFIX = "rs_docker:";
    private static final int MEBIBYTE = 1024 * 1024;

    /** RightLink 10 had a container between its events "start" and "die", and so while it was paused. */
    private static final ContainerFilter RUNNING =
            new ContainerFilter(Set.of(ContainerState.RUNNING, ContainerState.PAUSED), List.of());

    /**
     * What the engine said of itself, and why it says nothing since.
     *
     * @param engine empty if it never said
     */
    private record Known(Optional<EngineDescription> engine, Optional<Gap> gap) {}

    private final Engine engine;
    private final Containers containers;
    private final Images images;
    private final Clock clock;
    private volatile Known known = new Known(Optional.empty(), Optional.empty());

    EngineTags(Engine engine, EngineWatch watch, Containers containers, Images images, Clock clock) {
        this.engine = engine;
        this.containers = containers;
        this.images = images;
        this.clock = clock;
        watch.listen(this);
    }

    @Override
    public Listing<String> list() {
        Listing<Container> running = containers.list(RUNNING);
        Listing<Image> all = images.list();
        Known now = known;
        List<String> tags = Stream.of(
                        now.engine().stream().map(EngineTags::tag),
                        running.items().stream().map(EngineTags::tag),
                        all.items().stream().map(EngineTags::tag))
                .flatMap(part -> part)
                .toList();
        Instant asOf = running.asOf().isBefore(all.asOf()) ? running.asOf() : all.asOf();
        return Stream.of(
                        Optional.ofNullable(running.reason()),
                        Optional.ofNullable(all.reason()),
                        now.gap().map(Gap::words))
                .flatMap(Optional::stream)
                .findFirst()
                .map(reason -> new Listing<>(asOf, false, reason, tags))
                .orElseGet(() -> Listing.complete(asOf, tags));
    }

    /** Keeps a problem instead of throwing it: the rest is known all the same. */
    @Override
    public void lookAtAll() {
        Known before = known;
        try {
            known = new Known(Optional.of(engine.describe()), Optional.empty());
        } catch (RuntimeException e) {
            Gap gap = new Gap("Cannot describe the engine: " + e.getMessage(), clock.instant());
            known = new Known(before.engine(), before.gap().or(() -> Optional.of(gap)));
        }
    }

    /** It is what it is for as long as it runs. */
    @Override
    public void lookAgain() {
        if (known.gap().isPresent()) {
            lookAtAll();
        }
    }

    @Override
    public void onEvent(EngineEvent event) {
        // There is none about the engine itself.
    }

    private static String tag(EngineDescription engine) {
        return tag(
                "host",
                engine.id().orElse(""),
                engine.memoryBytes().map(EngineTags::mebibytes).orElse(0L),
                engine.cpus().orElse(0));
    }

    private static String tag(Container container) {
        return tag(
                "c-" + container.id(),
                "/" + container.displayName(),
                container.imageId().map(EngineTags::digits).orElse(""),
                container.memoryLimitBytes().map(EngineTags::mebibytes).orElse(0L),
                container.cpuShares().orElse(0));
    }

    private static String tag(Image image) {
        return tag("i-" + digits(image.id()), image.tags().toArray());
    }

    private static String tag(String predicate, Object... values) {
        return PREFIX + predicate + "=" + JsonMapper.shared().writeValueAsString(values);
    }

    private static String digits(String imageId) {
        return imageId.substring(imageId.indexOf(':') + 1);
    }

    private static long mebibytes(long bytes) {
        return bytes / MEBIBYTE;
    }
}
