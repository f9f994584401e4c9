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

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ScriptSettings(
                        DataSize.ofMegabytes(1),
                        DataSize.ofKilobytes(256),
                        64,
                        1_000,
                        1_000,
                        Duration.ofDays(30),
                        DataSize.ofMegabytes(512)));
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
        "output-tail, 3000GB",
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

    /** A heap of 96 MB is what the image gives it: tails of 1 MB filled that. */
    @Test
    void takesAQuarterOfTheHeapForTailsAtMost() {
        DataSize quarter = DataSize.ofBytes(
                Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4));
        String kept = quarter.toBytes() * 2 + "B";
        Map<String, String> most =
                Map.of("output-tail", quarter.toBytes() / 10 + "B", "parallel", "10", "kept-output", kept);
        Map<String, String> more =
                Map.of("output-tail", quarter.toBytes() / 10 + 1 + "B", "parallel", "10", "kept-output", kept);

        assertThat(bind(most).parallel()).isEqualTo(10);
        assertThatThrownBy(() -> bind(more))
                .rootCause()
                .hasMessageContaining("rightlink.scripts.output-tail and rightlink.scripts.parallel");
        assertThat(bind(Map.of()).outputTail().toBytes() * bind(Map.of()).parallel())
                .isLessThanOrEqualTo(DataSize.ofMegabytes(96).toBytes() / 4);
    }

    private static ScriptSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", ScriptSettings.class);
    }
}
