package io.rightlink.scripts.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CredentialSettingsTest {

    private static final Path STATE = Path.of("/state");

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()).directory(STATE)).isEqualTo(Path.of("/state/credentials"));
    }

    @Test
    void takesWhatItIsGiven() {
        assertThat(bind(Map.of("credentials", "/run/secrets")).directory(STATE)).isEqualTo(Path.of("/run/secrets"));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> bind(Map.of("credentials", "secrets")))
                .rootCause()
                .hasMessageContaining("rightlink.scripts.credentials");
    }

    private static CredentialSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", CredentialSettings.class);
    }
}
