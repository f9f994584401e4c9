package io.rightlink.monitoring.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OtlpSettingsTest {

    @Test
    void pushesNothingByDefault() {
        assertThat(bind(Map.of()))
                .isEqualTo(new OtlpSettings(null, null, Duration.ofMinutes(1), Duration.ofSeconds(5)));
    }

    @Test
    void takesWhatItIsGiven() {
        Map<String, String> given = Map.of(
                "url",
                "https://collector:4318/v1/metrics",
                "headers-file",
                "/etc/otlp",
                "every",
                "10s",
                "timeout",
                "1s");

        assertThat(bind(given))
                .isEqualTo(new OtlpSettings(
                        URI.create("https://collector:4318/v1/metrics"),
                        Path.of("/etc/otlp"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1)));
    }

    @Test
    void takesAnEmptyUrlForNone() {
        assertThat(bind(Map.of("url", "")).url()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "url, collector:4318",
        "url, file:///tmp/x",
        "url, http:/nowhere",
        "url, https://me:secret@collector/v1/metrics",
        "every, 9s",
        "every, 10500ms",
        "timeout, 0s",
        "timeout, -1s"
    })
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("rightlink.monitoring.otlp." + name)
                .hasMessageNotContaining("secret@");
    }

    private static OtlpSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", OtlpSettings.class);
    }
}
