package io.rightlink.monitoring.history;

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

class HistorySettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new HistorySettings(
                        DataSize.ofMegabytes(100),
                        20_000,
                        Duration.ofHours(6),
                        Duration.ofDays(2),
                        Duration.ofDays(30)));
    }

    @Test
    void takesWhatItIsGiven() {
        Map<String, String> given = Map.of("size", "5MB", "series", "7", "fine", "2h", "medium", "3h", "coarse", "4h");

        assertThat(bind(given))
                .isEqualTo(new HistorySettings(
                        DataSize.ofMegabytes(5), 7, Duration.ofHours(2), Duration.ofHours(3), Duration.ofHours(4)));
    }

    @ParameterizedTest
    @CsvSource({"size, 3MB", "series, 0", "fine, 59m", "medium, 5h", "coarse, 1d"})
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("rightlink.monitoring.history." + name);
    }

    private static HistorySettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", HistorySettings.class);
    }
}
