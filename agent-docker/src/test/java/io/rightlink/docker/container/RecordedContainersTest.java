package io.rightlink.docker.container;

import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.RecordedEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordedContainersTest extends ContainersContract {

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @Override
    Containers containers() {
        Engine engine = recorded.engine();
        Inspector inspector = new Inspector(engine, Duration.ofSeconds(10), Clock.systemUTC());
        return new EngineContainers(engine, inspector, new OwnContainer(Optional.empty()), new ImmediateJobs());
    }
}
