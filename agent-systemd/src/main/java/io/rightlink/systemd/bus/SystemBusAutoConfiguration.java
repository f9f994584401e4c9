package io.rightlink.systemd.bus;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The connection to systemd. */
@AutoConfiguration
@EnableConfigurationProperties(SystemdSettings.class)
public final class SystemBusAutoConfiguration {

    @Bean
    SystemBus systemBus(SystemdSettings settings) {
        return new SystemBus(settings.busSocket());
    }

    @Bean
    UnitWatch unitWatch(SystemBus bus) {
        return new UnitWatch(bus);
    }

    @Bean
    HealthIndicator systemdHealthIndicator(SystemBus bus, SystemdSettings settings) {
        return new SystemdHealthIndicator(bus, settings.busSocket());
    }
}
