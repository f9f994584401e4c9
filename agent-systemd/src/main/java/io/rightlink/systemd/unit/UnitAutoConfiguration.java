package io.rightlink.systemd.unit;

import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.core.job.JobAutoConfiguration;
import io.rightlink.core.job.Jobs;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.SystemBusAutoConfiguration;
import io.rightlink.systemd.bus.SystemdSettings;
import io.rightlink.systemd.bus.UnitWatch;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Units, and their part of the API. */
@AutoConfiguration(after = {EventAutoConfiguration.class, SystemBusAutoConfiguration.class, JobAutoConfiguration.class})
public final class UnitAutoConfiguration {

    @Bean
    Units units(SystemBus bus, UnitWatch watch, Clock clock) {
        return new DbusUnits(bus, watch, clock);
    }

    @Bean
    @ConditionalOnBean(Events.class)
    UnitEvents unitEvents(SystemBus bus, Events events) {
        return new UnitEvents(bus, events);
    }

    @Bean
    UnitRelations unitRelations(SystemBus bus, SystemdSettings settings, Clock clock) {
        return new UnitRelations(bus, settings.ownUnit(), clock);
    }

    @Bean
    OwnUnit ownUnit(SystemdSettings settings, UnitRelations relations) {
        return OwnUnit.of(settings.ownUnit(), relations);
    }

    @Bean
    UnitLocks unitLocks() {
        return new UnitLocks();
    }

    @Bean
    @ConditionalOnBean(Jobs.class)
    UnitController unitController(Units units, Jobs jobs, OwnUnit own, UnitLocks locks) {
        return new UnitController(units, new UnitJobs(units, jobs, own, locks));
    }
}
