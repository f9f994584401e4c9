package io.rightlink.monitoring.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.rightlink.core.host.HostAutoConfiguration;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

class OtlpAutoConfigurationTest {

    private final ApplicationContextRunner agent = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HostAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    PrometheusMetricsExportAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    OtlpAutoConfiguration.class))
            .withBean(Clock.class, Clock::systemUTC)
            .withPropertyValues("rightlink.version=1.2.3");

    @Test
    void keepsNoMeterTwiceWhereNothingIsPushed() {
        agent.run(context -> {
            context.getBean(MeterRegistry.class).counter("some").increment();

            assertThat(context.getBean(OtlpMeterRegistry.class).getMeters()).isEmpty();
            assertThat(context.getBean(PrometheusMeterRegistry.class).getMeters())
                    .isNotEmpty()
                    .noneMatch(meter -> meter.getId().getName().startsWith("rightlink.otlp"));
        });
    }

    @Test
    void leavesNoRoomForTheRegistryThatWouldPushToLocalhost() {
        assertThat(ClassUtils.isPresent(
                        "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetryProperties", null))
                .isFalse();
    }

    @Test
    void pushesTheAgentsOwnMeters() {
        try (Receiver receiver = new Receiver()) {
            agent.withPropertyValues("rightlink.monitoring.otlp.url=" + receiver.url())
                    .run(context -> context.getBean(MeterRegistry.class).gauge("some", 42));

            // Micrometer pushes once more when the agent ends
            assertThat(receiver.pushes()).isNotEmpty();
            assertThat(receiver.pushes().getLast().values())
                    .anySatisfy((series, value) ->
                            assertThat(series).startsWith("some{").contains("os.type=linux", "service.name=rightlink"));
        }
    }
}
