package io.rightlink.systemd.shutdown;

import io.rightlink.core.host.HostShutdown;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.SystemBusAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Whether the host goes down, as systemd has it. */
@AutoConfiguration(after = SystemBusAutoConfiguration.class)
public final class ShutdownAutoConfiguration {

    @Bean
    HostShutdown hostShutdown(SystemBus bus) {
        return new SystemdShutdown(bus);
    }
}
