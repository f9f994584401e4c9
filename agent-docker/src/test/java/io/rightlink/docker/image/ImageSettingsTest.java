package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ImageSettingsTest {

    @EnableConfigurationProperties(ImageSettings.class)
    private static final class Bound {}

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(Bound.class));

    @Test
    void waitsFiveMinutesAndKnowsNoCredentialsByDefault() {
        application.run(context -> assertThat(context.getBean(ImageSettings.class))
                .isEqualTo(new ImageSettings(Duration.ofMinutes(5), null)));
    }

    @Test
    void takesWhatIsSet() {
        application
                .withPropertyValues(
                        "rightlink.docker.images.patience=90s",
                        "rightlink.docker.images.credentials=/etc/rightlink/config.json")
                .run(context -> assertThat(context.getBean(ImageSettings.class))
                        .isEqualTo(new ImageSettings(Duration.ofSeconds(90), Path.of("/etc/rightlink/config.json"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1s"})
    void refusesToWaitForNoTime(String patience) {
        application
                .withPropertyValues("rightlink.docker.images.patience=" + patience)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("rightlink.docker.images.patience"));
    }
}
