package io.rightlink.docker.control;

import io.rightlink.core.setting.SettingAutoConfiguration;
import io.rightlink.core.setting.Settings;
import io.rightlink.docker.engine.DockerSettings;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineAutoConfiguration;
import io.rightlink.docker.engine.EngineWatch;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The switch of this room. */
@AutoConfiguration(after = {SettingAutoConfiguration.class, EngineAutoConfiguration.class})
public final class ControlAutoConfiguration {

    @Bean
    DockerControl dockerControl(Settings settings, DockerSettings docker, Engine engine, EngineWatch watch) {
        return new StoredDockerControl(settings, docker, engine, watch);
    }
}
