package io.rightlink.docker.engine;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the Docker engine listens, and how long the agent waits for it.
 *
 * @param host in the form of Docker's own DOCKER_HOST, {@code unix:///var/run/docker.sock} or {@code tcp://127.0.0.1:2375}; a path
 *     is one of the agent's own file system
 * @param callTimeout how long an answer may take
 * @param actionTimeout how long a start, stop, restart or kill may take, beyond the time that a container has for stopping
 */
@ConfigurationProperties("rightlink.docker")
public record DockerSettings(
        @DefaultValue("unix:///var/run/docker.sock") URI host,
        @DefaultValue("10s") Duration callTimeout,
        @DefaultValue("60s") Duration actionTimeout) {

    public DockerSettings {
        boolean socket = "unix".equals(host.getScheme())
                && host.getPath() != null
                && host.getPath().length() > 1;
        boolean port = "tcp".equals(host.getScheme()) && host.getHost() != null && host.getPort() > 0;
        if (!socket && !port) {
            throw new IllegalArgumentException(
                    "rightlink.docker.host is '" + host + "': it must be unix:///PATH or tcp://ADDRESS:PORT");
        }
        requirePositive("call-timeout", callTimeout);
        requirePositive("action-timeout", actionTimeout);
    }

    /** Returns the engine's Unix socket; empty if it is reached over TCP. */
    Optional<Path> socket() {
        return "unix".equals(host.getScheme()) ? Optional.of(Path.of(host.getPath())) : Optional.empty();
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("rightlink.docker." + name + " is " + value + ": it must be positive");
        }
    }
}
