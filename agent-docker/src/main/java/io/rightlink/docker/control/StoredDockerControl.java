package io.rightlink.docker.control;

import io.rightlink.core.setting.Settings;
import io.rightlink.docker.engine.DockerSettings;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineWatch;
import java.net.URI;

/** Switches the engine off and on, and keeps that in the store. Safe for any thread. */
final class StoredDockerControl implements DockerControl {

    private static final String SETTING = "docker.control";
    private static final String OFF = "Docker is switched off (enable_docker=none): set it to tags or all";

    private final Settings settings;
    private final DockerSettings docker;
    private final Engine engine;
    private final EngineWatch watch;
    private volatile DockerLevel level;

    StoredDockerControl(Settings settings, DockerSettings docker, Engine engine, EngineWatch watch) {
        this.settings = settings;
        this.docker = docker;
        this.engine = engine;
        this.watch = watch;
        this.level = settings.find(SETTING).map(DockerLevel::ofLabel).orElse(DockerLevel.ALL);
        apply();
    }

    @Override
    public DockerLevel level() {
        return level;
    }

    @Override
    public synchronized void set(DockerLevel wanted) {
        settings.set(SETTING, wanted.label());
        level = wanted;
        apply();
    }

    @Override
    public URI host() {
        return docker.host();
    }

    private void apply() {
        if (level == DockerLevel.NONE) {
            watch.distrust(engine.switchOff(OFF));
        } else {
            engine.switchOn();
        }
        watch.tryNow();
    }
}
