package io.rightlink.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AlertSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new AlertSettings(1_000));
    }

    @Test
    void takesWhatItIsGiven() {
        assertThat(bind(Map.of("most", "7"))).isEqualTo(new AlertSettings(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10001"})
    void refusesWhatMakesNoSense(String most) {
        assertThatThrownBy(() -> bind(Map.of("most", most)))
                .rootCause()
                .hasMessageContaining("rightlink.monitoring.alerts.most");
    }

    private static AlertSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", AlertSettings.class);
    }
}
