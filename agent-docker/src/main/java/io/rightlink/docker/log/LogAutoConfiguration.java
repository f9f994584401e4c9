package io.rightlink.docker.log;

import io.rightlink.core.host.Rootfs;
import io.rightlink.docker.container.ContainerAutoConfiguration;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.engine.Engine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The logs of this host's containers, and their part of the API. */
@AutoConfiguration(after = ContainerAutoConfiguration.class)
public final class LogAutoConfiguration {

    private static final int MOST_FOLLOWERS = 64;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    @Bean
    EngineLogs containerLogs(Containers containers, Engine engine) {
        return new EngineLogs(containers, engine, MOST_FOLLOWERS);
    }

    @Bean
    LogController logController(ContainerLogs logs, Clock clock) {
        Connections own = new Connections(new Rootfs(Path.of("/")));
        return new LogController(logs, new LogSender(own, BETWEEN_LOOKS), clock);
    }
}
