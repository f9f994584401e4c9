package io.rightlink.app.listener;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Docker bridge.
 *
 * @param name the interface
 * @param address the address that it had when the agent was installed; finds a bridge of another name
 */
@ConfigurationProperties("rightlink.bridge")
public record BridgeSettings(
        @DefaultValue("docker0") String name, @Nullable String address) {}
