package io.rightlink.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class EventSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new EventSettings(4_096, DataSize.ofMegabytes(4), 32, Duration.ofSeconds(15)));
    }

    @Test
    void takesWhatItIsGiven() {
        Map<String, String> given = Map.of("held", "7", "held-size", "1KB", "readers", "0", "heartbeat", "1s");

        assertThat(bind(given)).isEqualTo(new EventSettings(7, DataSize.ofKilobytes(1), 0, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({"held, 0", "held, 1000001", "held-size, 0B", "readers, -1", "heartbeat, 0s"})
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("rightlink.events." + name);
    }

    private static EventSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", EventSettings.class);
    }
}
