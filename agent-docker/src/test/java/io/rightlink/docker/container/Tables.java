package io.rightlink.docker.container;

import io.rightlink.core.job.Jobs;
import io.rightlink.docker.control.DockerLevel;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineWatch;
import io.rightlink.docker.engine.Engines;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.json.JsonMapper;

/** Tables of containers that follow an engine until the test is over. For {@code @RegisterExtension}. */
public final class Tables implements AfterEachCallback {

    private final List<EngineWatch> watches = new ArrayList<>();

    @Override
    public void afterEach(ExtensionContext context) {
        watches.forEach(EngineWatch::stop);
    }

    /** Starts a watch of the test's own, and stops it in the end. */
    public EngineWatch started(EngineWatch watch) {
        watches.add(watch);
        watch.start();
        return watch;
    }

    /** Returns the containers of an engine, for the tests of other features; the watch is to be started. */
    public static Containers containers(Engine engine, EngineWatch watch, Clock clock, Jobs jobs) {
        return containers(engine, table(engine, watch, clock), clock, new OwnContainer(Optional.empty()), jobs);
    }

    /** Returns the image of the agent's own container, for the tests of other features. */
    public static OwnImage ownImage(Engine engine, Optional<String> container, boolean contained) {
        return new OwnImage(engine, new OwnContainer(container), contained);
    }

    ContainerTable following(Engine engine, Clock clock) {
        EngineWatch watch = Engines.watch(engine, clock);
        ContainerTable table = table(engine, watch, clock);
        started(watch);
        return table;
    }

    static ContainerTable table(Engine engine, EngineWatch watch, Clock clock) {
        return new ContainerTable(new Inspector(engine, clock), watch, List.of(), clock);
    }

    static EngineWorkloads workloads(Engine engine, ContainerTable table) {
        EngineStatistics statistics =
                new EngineStatistics(engine, JsonMapper.builder().build());
        return new EngineWorkloads(table, statistics, () -> DockerLevel.ALL);
    }

    static Containers containers(Engine engine, ContainerTable table, Clock clock, OwnContainer own, Jobs jobs) {
        return new EngineContainers(engine, table, clock, own, jobs);
    }
}
