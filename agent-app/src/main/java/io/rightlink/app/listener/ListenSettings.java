package io.rightlink.app.listener;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the listener lets in.
 *
 * @param names by which callers may name it, beside any address
 */
@ConfigurationProperties("rightlink.listen")
public record ListenSettings(
        @DefaultValue({"localhost", "host.docker.internal", "rightlink"})
        List<String> names) {}
