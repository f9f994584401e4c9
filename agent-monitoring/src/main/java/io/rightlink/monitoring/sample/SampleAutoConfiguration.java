package io.rightlink.monitoring.sample;

import io.micrometer.core.instrument.MeterRegistry;
import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.monitoring.level.LevelAutoConfiguration;
import io.rightlink.monitoring.level.MonitoringControl;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Brings together what the samplers of all features find, when it is asked for and at each tick. */
@AutoConfiguration(after = {CoreAutoConfiguration.class, LevelAutoConfiguration.class})
public final class SampleAutoConfiguration {

    @Bean
    Samples samples(ObjectProvider<Sampler> samplers) {
        return new CollectedSamples(samplers.orderedStream().toList());
    }

    @Bean
    Ticks ticks(
            Samples samples,
            MonitoringControl control,
            ObjectProvider<SampleSink> sinks,
            Clock clock,
            MeterRegistry meters) {
        return new Ticks(samples, control, sinks.orderedStream().toList(), clock, meters);
    }

    @Bean
    HealthIndicator samplesHealthIndicator(Samples samples) {
        return new SamplesHealthIndicator(samples);
    }
}
