package io.rightlink.systemd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JournalSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new JournalSettings("journalctl", Duration.ofSeconds(10), 16, Duration.ofSeconds(15)));
    }

    @Test
    void takesWhatItIsGiven() {
        Map<String, String> given =
                Map.of("command", "/opt/journalctl", "time-limit", "1m", "followers", "0", "heartbeat", "1s");

        assertThat(bind(given))
                .isEqualTo(new JournalSettings("/opt/journalctl", Duration.ofMinutes(1), 0, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({"command, ''", "time-limit, 0s", "followers, -1", "heartbeat, -1s"})
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("rightlink.journal." + name);
    }

    private static JournalSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", JournalSettings.class);
    }
}
