package io.rightlink.docker.image;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How images are pulled and removed.
 *
 * @param patience how long the engine may say nothing while it pulls or removes one; a pull that goes on may take any time
 * @param credentials a {@code config.json} of Docker's, in the agent's own file system, whose {@code auths} are for the registries
 *     that ask who it is; absent if there is none
 */
@ConfigurationProperties("rightlink.docker.images")
public record ImageSettings(
        @DefaultValue("5m") Duration patience, @Nullable Path credentials) {

    public ImageSettings {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException(
                    "rightlink.docker.images.patience is " + patience + ": it must be positive");
        }
    }
}
