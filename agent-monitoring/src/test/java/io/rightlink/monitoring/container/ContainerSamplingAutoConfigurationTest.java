package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.setting.SettingAutoConfiguration;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.monitoring.level.LevelAutoConfiguration;
import io.rightlink.monitoring.sample.SampleAutoConfiguration;
import io.rightlink.monitoring.sample.Samples;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ContainerSamplingAutoConfigurationTest {

    @TempDir
    private Path state;

    @Test
    void saysThatNobodyKnowsWhichContainersRun() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CoreAutoConfiguration.class,
                        HostAutoConfiguration.class,
                        StoreAutoConfiguration.class,
                        SettingAutoConfiguration.class,
                        LevelAutoConfiguration.class,
                        ContainerSamplingAutoConfiguration.class,
                        SampleAutoConfiguration.class))
                .withPropertyValues(
                        "rightlink.version=1.2.3",
                        "rightlink.rootfs=" + RecordedHost.V1.directory(),
                        "rightlink.state-directory=" + state)
                .withBean(SimpleMeterRegistry.class)
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
