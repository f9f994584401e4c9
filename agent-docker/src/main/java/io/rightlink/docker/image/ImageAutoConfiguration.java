package io.rightlink.docker.image;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.core.job.JobAutoConfiguration;
import io.rightlink.core.job.Jobs;
import io.rightlink.docker.container.ContainerAutoConfiguration;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.container.OwnImage;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineAutoConfiguration;
import io.rightlink.docker.engine.EngineWatch;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The images of this host, and their part of the API. */
@AutoConfiguration(
        after = {
            CoreAutoConfiguration.class,
            EventAutoConfiguration.class,
            JobAutoConfiguration.class,
            ContainerAutoConfiguration.class,
            EngineAutoConfiguration.class
        })
@EnableConfigurationProperties(ImageSettings.class)
public final class ImageAutoConfiguration {

    @Bean
    ImageTable imageTable(Engine engine, EngineWatch watch, Containers containers, Events events, Clock clock) {
        return new ImageTable(engine, watch, containers, new ImageEvents(events), clock);
    }

    @Bean
    Images images(Engine engine, ImageTable table, OwnImage own, Jobs jobs, ImageSettings settings) {
        return new EngineImages(engine, table, own, jobs, settings);
    }

    @Bean
    ImageController imageController(Images images) {
        return new ImageController(images);
    }
}
