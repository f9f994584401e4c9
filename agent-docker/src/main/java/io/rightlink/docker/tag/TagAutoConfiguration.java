package io.rightlink.docker.tag;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.docker.container.ContainerAutoConfiguration;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineAutoConfiguration;
import io.rightlink.docker.engine.EngineWatch;
import io.rightlink.docker.image.ImageAutoConfiguration;
import io.rightlink.docker.image.Images;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The tags of this host, and their part of the API. */
@AutoConfiguration(
        after = {
            CoreAutoConfiguration.class,
            EngineAutoConfiguration.class,
            ContainerAutoConfiguration.class,
            ImageAutoConfiguration.class
        })
public final class TagAutoConfiguration {

    @Bean
    Tags tags(Engine engine, EngineWatch watch, Containers containers, Images images, Clock clock) {
        return new EngineTags(engine, watch, containers, images, clock);
    }

    @Bean
    TagController tagController(Tags tags) {
        return new TagController(tags);
    }
}
