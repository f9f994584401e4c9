package io.rightlink.scripts.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TemplateSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new TemplateSettings("host", Duration.ofHours(1)));
    }

    @Test
    void takesWhatIsSet() {
        assertThat(bind(Map.of("rightlink.template.placement", "agent", "rightlink.template.timeout", "5m")))
                .isEqualTo(new TemplateSettings("agent", Duration.ofMinutes(5)));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new TemplateSettings(" ", Duration.ofHours(1))).hasMessageContaining("placement");
        assertThatThrownBy(() -> new TemplateSettings("host", Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> new TemplateSettings("host", Duration.ofHours(25)))
                .hasMessageContaining("timeout");
    }

    private static TemplateSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("rightlink.template", TemplateSettings.class);
    }
}
