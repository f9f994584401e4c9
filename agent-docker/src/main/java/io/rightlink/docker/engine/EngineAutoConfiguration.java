package io.rightlink.docker.engine;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The engine that the features of this room ask, and its health. */
@AutoConfiguration
@EnableConfigurationProperties(DockerSettings.class)
public final class EngineAutoConfiguration {

    @Bean
    Engine engine(DockerSettings settings) {
        return new Engine(settings);
    }

    @Bean
    HealthIndicator dockerHealthIndicator(Engine engine) {
        return new EngineHealthIndicator(engine);
    }
}
