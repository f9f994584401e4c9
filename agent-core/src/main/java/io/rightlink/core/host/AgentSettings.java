package io.rightlink.core.host;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the agent finds the host and keeps its own.
 *
 * @param version the agent's version, {@code 1.2.3}
 * @param rootfs where the host's files are seen; as text, because Spring takes the path {@code /} for that of the web application
 * @param stateDirectory what outlives a reboot
 * @param hostStateDirectory what the host calls the state directory, if it is another name than here
 * @param runDirectory what a reboot clears: the secret
 */
@ConfigurationProperties("rightlink")
public record AgentSettings(
        String version,
        @DefaultValue("/") String rootfs,
        @DefaultValue("/var/lib/rightlink") Path stateDirectory,
        @Nullable Path hostStateDirectory,
        @DefaultValue("/var/run/rightlink") Path runDirectory) {

    /** Returns what the host calls a file in the state directory. */
    public Path onHost(Path file) {
        return hostStateDirectory == null ? file : hostStateDirectory.resolve(stateDirectory.relativize(file));
    }
}
