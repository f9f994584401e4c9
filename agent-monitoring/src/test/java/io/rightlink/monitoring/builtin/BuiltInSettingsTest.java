package io.rightlink.monitoring.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BuiltInSettingsTest {

    @Test
    void leavesTheNameToTheHost() {
        assertThat(bind(Map.of())).isEqualTo(new BuiltInSettings(null));
    }

    @Test
    void takesWhatItIsGiven() {
        assertThat(bind(Map.of("hostname", "i-0123.example"))).isEqualTo(new BuiltInSettings("i-0123.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a/b", "a\nb"})
    void refusesWhatIsNoPartOfAnIdentifier(String name) {
        assertThatThrownBy(() -> bind(Map.of("hostname", name)))
                .rootCause()
                .hasMessageContaining("rightlink.monitoring.hostname");
        assertThatThrownBy(() -> new BuiltInSettings("x".repeat(128))).hasMessageContaining("longer than 127");
    }

    private static BuiltInSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", BuiltInSettings.class);
    }
}
