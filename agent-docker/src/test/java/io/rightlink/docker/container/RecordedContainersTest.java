package io.rightlink.docker.container;

import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.RecordedEngine;
import io.rightlink.docker.engine.Recording;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Recording.class)
class RecordedContainersTest extends ContainersContract {

    @RegisterExtension
    final RecordedEngine recorded;

    @RegisterExtension
    final Tables tables = new Tables();

    private @Nullable Containers containers;

    RecordedContainersTest(Recording recording) {
        recorded = new RecordedEngine(recording);
    }

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
