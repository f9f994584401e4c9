package io.rightlink.monitoring.value;

import io.micrometer.core.instrument.MeterRegistry;
import io.rightlink.core.CoreAutoConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/** The values, and what shows those received on {@code /actuator/prometheus}. */
@AutoConfiguration(after = CoreAutoConfiguration.class)
@EnableConfigurationProperties(ValueSettings.class)
public final class ValueAutoConfiguration {

    @Bean
    Values values(ValueSettings settings, ObjectProvider<ValueSink> sinks, Clock clock, MeterRegistry meters) {
        return new LiveValues(
                settings.identifiers(),
                SingletonSupplier.of(() -> sinks.orderedStream().toList()),
                clock,
                meters);
    }
}
