package io.rightlink.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AuditSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new AuditSettings(100_000));
    }

    @Test
    void takesWhatItIsGiven() {
        assertThat(bind(Map.of("kept", "500"))).isEqualTo(new AuditSettings(500));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> bind(Map.of("kept", "99"))).rootCause().hasMessageContaining("rightlink.audit.kept");
    }

    private static AuditSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", AuditSettings.class);
    }
}
