package io.rightlink.app.rll;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * RightLink 10's API.
 *
 * @param statusWithin for how long a run's answer is held back, so that its status can tell how the run ended
 * @param binPath the program that starts the agent; if absent, the agent's own file
 */
@ConfigurationProperties("rightlink.rll")
record RllSettings(
        @DefaultValue("4m") Duration statusWithin, @Nullable Path binPath) {

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    RllSettings {
        Assert.isTrue(!statusWithin.isNegative(), "rightlink.rll.status-within must not be negative");
        Assert.isTrue(binPath == null || binPath.isAbsolute(), "rightlink.rll.bin-path must be an absolute path");
    }
}
