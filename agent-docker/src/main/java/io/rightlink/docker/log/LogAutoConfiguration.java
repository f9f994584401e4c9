package io.rightlink.docker.log;

import io.rightlink.core.stream.Connections;
import io.rightlink.core.stream.StreamAutoConfiguration;
import io.rightlink.docker.container.ContainerAutoConfiguration;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The logs of this host's containers, and their part of the API. */
@AutoConfiguration(after = {ContainerAutoConfiguration.class, StreamAutoConfiguration.class})
public final class LogAutoConfiguration {

    private static final int MOST_FOLLOWERS = 64;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    @Bean
    EngineLogs containerLogs(Containers containers, Engine engine) {
        return new EngineLogs(containers, engine, MOST_FOLLOWERS);
    }

    @Bean
    LogController logController(ContainerLogs logs, Connections connections, Clock clock) {
        return new LogController(logs, new LogSender(connections, BETWEEN_LOOKS), clock);
    }
}
