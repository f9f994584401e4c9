package io.rightlink.monitoring.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ExecSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new ExecSettings(Duration.ofSeconds(20), Duration.ofSeconds(3), 50));
    }

    @Test
    void takesWhatItIsGiven() {
        assertThat(bind(Map.of("interval", "10s", "grace", "1s", "most", "0")))
                .isEqualTo(new ExecSettings(Duration.ofSeconds(10), Duration.ofSeconds(1), 0));
    }

    @ParameterizedTest
    @CsvSource({"interval, 999ms", "interval, 2d", "grace, 0s", "grace, 2m", "most, -1", "most, 1001"})
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("rightlink.monitoring.exec." + name);
    }

    private static ExecSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", ExecSettings.class);
    }
}
