package io.rightlink.docker.container;

import com.github.dockerjava.api.model.ContainerConfig;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Engine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks the engine for the labels of images, once for each: an image's id is a digest of what is in it, labels included. Safe for any
 * thread.
 */
final class EngineOwnLabels implements OwnLabels {

    private static final int MOST_IMAGES = 100;

    private final Engine engine;
    private final ContainerTable table;
    private final Map<String, Map<String, String>> known =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
                    return size() > MOST_IMAGES;
                }
            });

    EngineOwnLabels(Engine engine, ContainerTable table) {
        this.engine = engine;
        this.table = table;
    }

    @Override
    public Map<String, String> of(String containerId) {
        Container container = table.find(new ContainerRef(containerId)).container();
        String image = container.imageId().orElseThrow(() -> silent(containerId));
        Map<String, String> own = new TreeMap<>(container.labels());
        imageLabels(image).forEach(own::remove);
        return own;
    }

    private Map<String, String> imageLabels(String image) {
        Map<String, String> labels = known.get(image);
        if (labels == null) {
            ContainerConfig config =
                    engine.ask(docker -> docker.inspectImageCmd(image).exec().getConfig());
            labels = Optional.ofNullable(config.getLabels()).map(Map::copyOf).orElse(Map.of());
            known.put(image, labels);
        }
        return labels;
    }

    private static UnavailableException silent(String container) {
        return new UnavailableException(
                "docker-failed", "Docker failed: it doesn't say of which image the container '" + container + "' is");
    }
}
