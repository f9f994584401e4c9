package io.rightlink.systemd.unit;

import io.rightlink.core.job.JobAutoConfiguration;
import io.rightlink.core.job.Jobs;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.SystemBusAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Units, and their part of the API. */
@AutoConfiguration(after = {SystemBusAutoConfiguration.class, JobAutoConfiguration.class})
public final class UnitAutoConfiguration {

    @Bean
    Units units(SystemBus bus, Clock clock) {
        return new DbusUnits(bus, clock);
    }

    @Bean
    @ConditionalOnBean(Jobs.class)
    UnitController unitController(Units units, Jobs jobs) {
        return new UnitController(units, new UnitJobs(units, jobs));
    }
}
