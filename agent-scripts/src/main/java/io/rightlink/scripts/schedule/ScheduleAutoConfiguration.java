package io.rightlink.scripts.schedule;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.scripts.run.RunAutoConfiguration;
import io.rightlink.scripts.run.Runs;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Scripts on schedule, and their part of the API. */
@AutoConfiguration(
        after = {
            CoreAutoConfiguration.class,
            EventAutoConfiguration.class,
            RunAutoConfiguration.class,
            StoreAutoConfiguration.class
        })
public final class ScheduleAutoConfiguration {

    @Bean
    Schema scheduleSchema() {
        return ScheduleStore.SCHEMA;
    }

    @Bean
    StoredSchedules schedules(
            Store store, JsonMapper json, Runs runs, Events events, ObjectProvider<ScheduleHold> holds, Clock clock) {
        return new StoredSchedules(
                new ScheduleStore(store, json),
                runs,
                events,
                holds.orderedStream().toList(),
                clock);
    }

    @Bean
    ScheduleController scheduleController(Schedules schedules) {
        return new ScheduleController(schedules);
    }
}
