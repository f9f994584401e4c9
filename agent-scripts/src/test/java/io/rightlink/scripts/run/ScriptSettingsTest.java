package io.rightlink.scripts.run;

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

class ScriptSettingsTest {

    private static final DataSize MEGABYTE = DataSize.ofMegabytes(1);

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ScriptSettings(
                        MEGABYTE, MEGABYTE, 64, 1_000, 1_000, Duration.ofDays(30), DataSize.ofMegabytes(512)));
    }

    @Test
    void takesWhatItIsGiven() {
        Map<String, String> given = Map.of(
                "output-head",
                "2KB",
                "output-tail",
                "0",
                "parallel",
                "1",
                "queued",
                "2",
                "kept",
                "3",
                "kept-for",
                "1h",
                "kept-output",
                "2KB");

        assertThat(bind(given))
                .isEqualTo(new ScriptSettings(
                        DataSize.ofKilobytes(2),
                        DataSize.ofBytes(0),
                        1,
                        2,
                        3,
                        Duration.ofHours(1),
                        DataSize.ofKilobytes(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "output-head, -1B",
        "output-tail, -1B",
        "output-tail, 3GB",
        "kept, 0",
        "kept, -1",
        "parallel, 0",
        "queued, 0",
        "kept-for, 0s",
        "kept-output, 1MB",
        "kept-output, -1B"
    })
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("rightlink.scripts." + name);
    }

    private static ScriptSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", ScriptSettings.class);
    }
}
