package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BootSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new BootSettings(10, false, Duration.ofMinutes(3)));
    }

    @Test
    void takesWhatItIsGiven() {
        Map<String, String> given =
                Map.of("reboots", "3", "decommission-on-restart", "true", "decommission-within", "PT10S");

        assertThat(bind(given)).isEqualTo(new BootSettings(3, true, Duration.ofSeconds(10)));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> bind(Map.of("reboots", "0")))
                .rootCause()
                .hasMessageContaining("rightlink.boot.reboots");
        assertThatThrownBy(() -> bind(Map.of("reboots", "21"))).rootCause().hasMessageContaining("between 1 and 20");
        assertThatThrownBy(() -> bind(Map.of("decommission-within", "0s")))
                .rootCause()
                .hasMessageContaining("rightlink.boot.decommission-within");
    }

    private static BootSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", BootSettings.class);
    }
}
