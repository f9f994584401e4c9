package io.rightlink.core.host;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the agent finds the host and keeps its own.
 *
 * @param version the agent's version, {@code 1.2.3}
 * @param rootfs where the host's files are seen; as text, because Spring takes the path {@code /} for that of the web application
 * @param stateDirectory what outlives a reboot
 * @param runDirectory what a reboot clears: the secret
 */
@ConfigurationProperties("rightlink")
public record AgentSettings(
        String version,
        @DefaultValue("/") String rootfs,
        @DefaultValue("/var/lib/rightlink") Path stateDirectory,
        @DefaultValue("/var/run/rightlink") Path runDirectory) {}
