package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(bind(Map.of())).isEqualTo(new ScriptSettings(MEGABYTE, MEGABYTE, 1_000));
    }

    @Test
    void takesWhatItIsGiven() {
        Map<String, String> given = Map.of("output-head", "2KB", "output-tail", "0", "kept", "1");

        assertThat(bind(given)).isEqualTo(new ScriptSettings(DataSize.ofKilobytes(2), DataSize.ofBytes(0), 1));
    }

    @ParameterizedTest
    @CsvSource({"output-head, -1B", "output-tail, -1B", "output-tail, 3GB", "kept, 0", "kept, -1"})
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("rightlink.scripts." + name);
    }

    private static ScriptSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", ScriptSettings.class);
    }
}
