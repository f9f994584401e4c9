package io.rightlink.docker.image;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.docker.container.ContainerAutoConfiguration;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineAutoConfiguration;
import io.rightlink.docker.engine.EngineWatch;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The images of this host, and their part of the API. */
@AutoConfiguration(
        after = {CoreAutoConfiguration.class, ContainerAutoConfiguration.class, EngineAutoConfiguration.class})
public final class ImageAutoConfiguration {

    @Bean
    Images images(Engine engine, EngineWatch watch, Containers containers, Clock clock) {
        return new EngineImages(engine, watch, containers, clock);
    }

    @Bean
    ImageController imageController(Images images) {
        return new ImageController(images);
    }
}
