package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.monitoring.sample.SampleAutoConfiguration;
import io.rightlink.monitoring.sample.Samples;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ContainerSamplingAutoConfigurationTest {

    @Test
    void saysThatNobodyKnowsWhichContainersRun() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CoreAutoConfiguration.class,
                        HostAutoConfiguration.class,
                        ContainerSamplingAutoConfiguration.class,
                        SampleAutoConfiguration.class))
                .withPropertyValues("rightlink.version=1.2.3", "rightlink.rootfs=" + RecordedHost.V1.directory())
                .run(context -> {
                    Shown shown = Shown.of(context.getBean(Samples.class).now());

                    assertThat(shown.with("success"))
                            .isEqualTo(Map.of("node_scrape_collector_success{collector=\"container\"}", 0.0));
                    assertThat(shown.with("container_")).isEmpty();
                    assertThat(shown.unreadable())
                            .containsExactly("Cannot tell which containers run: this agent has no room for containers");
                });
    }
}
