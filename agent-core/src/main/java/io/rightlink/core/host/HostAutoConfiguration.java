package io.rightlink.core.host;

import io.rightlink.core.CoreAutoConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The host's files, and what they tell of the host. */
@AutoConfiguration(after = CoreAutoConfiguration.class)
@EnableConfigurationProperties(AgentSettings.class)
public final class HostAutoConfiguration {

    @Bean
    Rootfs rootfs(AgentSettings settings) {
        return new Rootfs(Path.of(settings.rootfs()));
    }

    @Bean
    Loopback loopback(Environment environment) {
        return () -> {
            Integer port = environment.getProperty("local.server.port", Integer.class);
            return port == null ? OptionalInt.empty() : OptionalInt.of(port);
        };
    }

    @Bean
    Host host(Rootfs rootfs, ObjectProvider<HostLife> life, AgentSettings settings, Clock clock) {
        return new ProcHost(
                rootfs,
                () -> Optional.ofNullable(life.getIfAvailable()).flatMap(HostLife::bootState),
                settings.version(),
                clock.instant());
    }

    @Bean
    HostController hostController(Host host) {
        return new HostController(host);
    }

    @Bean
    HealthIndicator hostFilesHealthIndicator(Rootfs rootfs) {
        return new HostFilesHealthIndicator(rootfs);
    }
}
