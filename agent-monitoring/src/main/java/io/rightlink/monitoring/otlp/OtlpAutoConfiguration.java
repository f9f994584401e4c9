package io.rightlink.monitoring.otlp;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.rightlink.core.host.Host;
import io.rightlink.core.host.HostAutoConfiguration;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Pushes over OpenTelemetry's protocol, if there is somewhere to push to. No bean is conditional on that: conditions are decided when
 * the agent is built. Spring Boot's own registry would push to localhost unless told not to; it isn't there without Boot's module for
 * OpenTelemetry.
 */
@AutoConfiguration(
        after = {HostAutoConfiguration.class, MetricsAutoConfiguration.class},
        before = CompositeMeterRegistryAutoConfiguration.class)
@EnableConfigurationProperties(OtlpSettings.class)
public final class OtlpAutoConfiguration {

    @Bean
    OtlpSender otlpSender(OtlpSettings settings, Clock clock) {
        return new OtlpSender(settings, clock);
    }

    @Bean
    OtlpResource otlpResource(Host host) {
        return new OtlpResource(host);
    }

    @Bean
    OtlpPush otlpPush(OtlpSettings settings, OtlpResource resource, OtlpSender sender) {
        return new OtlpPush(settings, new OtlpTable(resource), sender);
    }

    /** Takes the agent's own meters; none while there is nowhere to push to, so that it costs nothing. */
    @Bean
    OtlpMeterRegistry otlpMeterRegistry(
            OtlpSettings settings,
            OtlpResource resource,
            io.micrometer.core.instrument.Clock meterClock,
            OtlpSender sender) {
        Map<String, String> attributes = settings.url() == null ? Map.of() : resource.attributes();
        OtlpMeterRegistry registry = OtlpMeterRegistry.builder(new OwnMeters(settings, attributes))
                .clock(meterClock)
                .metricsSender(sender)
                .threadFactory(Thread.ofVirtual().name("otlp-meters").factory())
                .build();
        if (settings.url() == null) {
            registry.config().meterFilter(MeterFilter.deny());
        }
        return registry;
    }
}
