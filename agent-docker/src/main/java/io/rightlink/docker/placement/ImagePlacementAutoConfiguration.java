package io.rightlink.docker.placement;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Placement;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The placement {@code image}. */
@AutoConfiguration(after = EngineAutoConfiguration.class)
@EnableConfigurationProperties(AgentSettings.class)
public final class ImagePlacementAutoConfiguration {

    @Bean
    Placement imagePlacement(Engine engine, AgentSettings settings) {
        return new ImagePlacement(engine, settings);
    }
}
