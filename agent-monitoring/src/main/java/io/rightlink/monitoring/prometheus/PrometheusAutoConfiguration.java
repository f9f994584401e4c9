package io.rightlink.monitoring.prometheus;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rightlink.monitoring.sample.SampleAutoConfiguration;
import io.rightlink.monitoring.sample.Samples;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Shows the samples on {@code /actuator/prometheus}, beside the agent's own meters. */
@AutoConfiguration(after = {PrometheusMetricsExportAutoConfiguration.class, SampleAutoConfiguration.class})
public final class PrometheusAutoConfiguration {

    @Bean
    OwnMeterNames ownMeterNames() {
        return new OwnMeterNames();
    }

    @Bean
    OwnProcessorTime ownProcessorTime() {
        return new OwnProcessorTime();
    }

    @Bean
    PrometheusSamples prometheusSamples(Samples samples, PrometheusRegistry registry) {
        PrometheusSamples collector = new PrometheusSamples(samples);
        registry.register(collector);
        return collector;
    }
}
