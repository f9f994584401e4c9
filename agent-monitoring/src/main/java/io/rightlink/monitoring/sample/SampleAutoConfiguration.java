package io.rightlink.monitoring.sample;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Brings together what the samplers of all features find. */
@AutoConfiguration
public final class SampleAutoConfiguration {

    @Bean
    Samples samples(ObjectProvider<Sampler> samplers) {
        return new CollectedSamples(samplers.orderedStream().toList());
    }

    @Bean
    HealthIndicator samplesHealthIndicator(Samples samples) {
        return new SamplesHealthIndicator(samples);
    }
}
