package io.rightlink.docker.image;

import io.rightlink.core.job.Jobs;
import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.container.OwnImage;
import io.rightlink.docker.container.Tables;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineWatch;
import io.rightlink.docker.engine.Engines;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Images as the agent has them, of an engine that is followed until the test is over. */
final class TestImages {

    private final Engine engine;
    private final Tables tables;
    private Clock clock = Clock.systemUTC();
    private Jobs jobs = new ImmediateJobs();
    private ImageSettings settings = new ImageSettings(Duration.ofSeconds(30), null);
    private OwnImage own;

    TestImages(Engine engine, Tables tables) {
        this.engine = engine;
        this.tables = tables;
        this.own = Tables.ownImage(engine, Optional.empty(), false);
    }

    TestImages at(Clock time) {
        clock = time;
        return this;
    }

    TestImages with(Jobs real) {
        jobs = real;
        return this;
    }

    TestImages with(ImageSettings others) {
        settings = others;
        return this;
    }

    /** Has the agent run in a container of the engine's. */
    TestImages runningIn(String container) {
        own = Tables.ownImage(engine, Optional.of(container), true);
        return this;
    }

    /** Has the agent run in a container that it can't find. */
    TestImages runningSomewhere() {
        own = Tables.ownImage(engine, Optional.empty(), true);
        return this;
    }

    Images followed() {
        EngineWatch watch = Engines.watch(engine, clock);
        Containers containers = Tables.containers(engine, watch, clock, jobs);
        ImageTable table = new ImageTable(engine, watch, containers, new ImageEvents((_, _) -> {}), clock);
        tables.started(watch);
        return new EngineImages(engine, table, own, jobs, settings);
    }
}
