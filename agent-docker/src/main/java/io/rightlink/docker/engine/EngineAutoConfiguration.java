package io.rightlink.docker.engine;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The engine that the features of this room ask, and its health. */
@AutoConfiguration(after = {CoreAutoConfiguration.class, EventAutoConfiguration.class})
@EnableConfigurationProperties(DockerSettings.class)
public final class EngineAutoConfiguration {

    @Bean
    Engine engine(DockerSettings settings) {
        return new Engine(settings);
    }

    @Bean
    EngineWatch engineWatch(Engine engine, Events events, Clock clock) {
        return new EngineWatch(engine, events, clock);
    }

    @Bean
    HealthIndicator dockerHealthIndicator(Engine engine, EngineWatch watch) {
        return new EngineHealthIndicator(engine, watch);
    }
}
