package io.rightlink.monitoring.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CollectdSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new CollectdSettings(
                        20_000,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        SecurityLevel.NONE,
                        Optional.empty()));
    }

    @Test
    void takesWhatItIsGiven() {
        Map<String, String> given = Map.of(
                "values-per-second", "7",
                "types-db", "/a,/b",
                "user", "vm",
                "password-file", "/p",
                "listen", "[::1]:25826",
                "security-level", "encrypt",
                "auth-file", "/q");

        assertThat(bind(given))
                .isEqualTo(new CollectdSettings(
                        7,
                        List.of("/a", "/b"),
                        Optional.of("vm"),
                        Optional.of("/p"),
                        Optional.of(UdpAddress.valueOf("[::1]:25826")),
                        SecurityLevel.ENCRYPT,
                        Optional.of("/q")));
    }

    @ParameterizedTest
    @CsvSource({
        "values-per-second, 0, values-per-second",
        "user, vm, password-file",
        "password-file, /p, user",
        "security-level, sign, auth-file",
        "listen, 25826, address:port",
        "listen, localhost:25826, localhost",
        "listen, 1.2.3.4:0, port"
    })
    void refusesWhatMakesNoSense(String name, String value, String words) {
        assertThatThrownBy(() -> bind(Map.of(name, value))).rootCause().hasMessageContaining(words);
    }

    private static CollectdSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", CollectdSettings.class);
    }
}
