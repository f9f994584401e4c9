package io.rightlink.docker.container;

import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.RecordedEngine;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordedContainersTest extends ContainersContract {

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @RegisterExtension
    final Tables tables = new Tables();

    private @Nullable Containers containers;

    @Override
    Containers containers() {
        Containers known = containers;
        if (known == null) {
            Engine engine = recorded.engine();
            Clock clock = Clock.systemUTC();
            known = Tables.containers(
                    engine,
                    tables.following(engine, clock),
                    clock,
                    new OwnContainer(Optional.empty()),
                    new ImmediateJobs());
            containers = known;
        }
        return known;
    }
}
