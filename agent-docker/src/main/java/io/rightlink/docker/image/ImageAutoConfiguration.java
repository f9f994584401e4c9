package io.rightlink.docker.image;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The images of this host, and their part of the API. */
@AutoConfiguration(after = {CoreAutoConfiguration.class, EngineAutoConfiguration.class})
public final class ImageAutoConfiguration {

    @Bean
    Images images(Engine engine, Clock clock) {
        return new EngineImages(engine, clock);
    }

    @Bean
    ImageController imageController(Images images) {
        return new ImageController(images);
    }
}
