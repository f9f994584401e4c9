package io.rightlink.systemd.host;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Placement;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.SystemBusAutoConfiguration;
import io.rightlink.systemd.bus.UnitWatch;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The placement {@code host}. */
@AutoConfiguration(after = SystemBusAutoConfiguration.class)
@EnableConfigurationProperties(AgentSettings.class)
public final class HostPlacementAutoConfiguration {

    @Bean
    Placement hostPlacement(SystemBus bus, UnitWatch watch, AgentSettings settings) {
        return new HostPlacement(bus, watch, settings);
    }
}
