package io.rightlink.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.event.EventAutoConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DockerSettingsTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CoreAutoConfiguration.class,
                    EventAutoConfiguration.class,
                    JacksonAutoConfiguration.class,
                    EngineAutoConfiguration.class));

    @Test
    void hasDockersOwnSocketAsItsDefault() {
        application.run(context -> {
            DockerSettings settings = context.getBean(DockerSettings.class);
            assertThat(settings)
                    .isEqualTo(new DockerSettings(
                            URI.create("unix:///var/run/docker.sock"), Duration.ofSeconds(10), Duration.ofSeconds(60)));
            assertThat(settings.socket()).contains(Path.of("/var/run/docker.sock"));
        });
    }

    @Test
    void takesWhatIsSet() {
        application
                .withPropertyValues(
                        "rightlink.docker.host=tcp://127.0.0.1:2375",
                        "rightlink.docker.call-timeout=3s",
                        "rightlink.docker.action-timeout=2m")
                .run(context -> assertThat(context.getBean(DockerSettings.class))
                        .isEqualTo(new DockerSettings(
                                URI.create("tcp://127.0.0.1:2375"), Duration.ofSeconds(3), Duration.ofMinutes(2))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host=/var/run/docker.sock",
                "host=unix:///",
                "host=tcp://127.0.0.1",
                "host=http://127.0.0.1:2375",
                "call-timeout=0s",
                "action-timeout=-1s"
            })
    void refusesWhatCannotBe(String setting) {
        application.withPropertyValues("rightlink.docker." + setting).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("rightlink.docker." + setting.substring(0, setting.indexOf('='))));
    }

    @Test
    void startsWithoutASocket() {
        application
                .withPropertyValues("rightlink.docker.host=unix:///nonexistent/docker.sock")
                .run(context -> assertThat(context).hasNotFailed().hasBean("dockerHealthIndicator"));
    }
}
