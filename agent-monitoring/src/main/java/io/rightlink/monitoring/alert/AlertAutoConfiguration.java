package io.rightlink.monitoring.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.monitoring.value.ValueAutoConfiguration;
import io.rightlink.monitoring.value.Values;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** The alerts, and their part of the API. */
@AutoConfiguration(after = {StoreAutoConfiguration.class, EventAutoConfiguration.class, ValueAutoConfiguration.class})
@EnableConfigurationProperties(AlertSettings.class)
public final class AlertAutoConfiguration {

    @Bean
    Schema alertSchema() {
        return AlertStore.SCHEMA;
    }

    /** Comes when the agent's own values of the tick are there. */
    @Bean
    @Order(100)
    LiveAlerts alerts(AlertSettings settings, Store store, Values values, Events events, Clock clock) {
        return new LiveAlerts(settings, new AlertStore(store), values, events, clock);
    }

    @Bean
    @Order(101)
    AlertMeters alertMeters(Alerts alerts, MeterRegistry meters) {
        return new AlertMeters(alerts, meters);
    }

    @Bean
    AlertController alertController(Alerts alerts) {
        return new AlertController(alerts);
    }
}
