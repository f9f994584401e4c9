package io.rightlink.monitoring.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ForwardSettingsTest {

    private static final String URL = "https://tss.example.com/put?account=7";

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ForwardSettings(
                        null,
                        null,
                        null,
                        null,
                        DataSize.ofMegabytes(20),
                        DataSize.ofKilobytes(16),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1)));
    }

    @Test
    void takesWhatItIsGiven() {
        Map<String, String> given = Map.ofEntries(
                Map.entry("url", URL),
                Map.entry("user", "me"),
                Map.entry("password-file", "/run/secrets/tss"),
                Map.entry("buffer", "4MB"),
                Map.entry("batch-size", "1MB"),
                Map.entry("batch-age", "1s"),
                Map.entry("connect-timeout", "2s"),
                Map.entry("timeout", "3s"),
                Map.entry("retry-first", "4s"),
                Map.entry("retry-most", "1d"));

        ForwardSettings settings = bind(given);

        assertThat(settings)
                .isEqualTo(new ForwardSettings(
                        URL,
                        "me",
                        Path.of("/run/secrets/tss"),
                        null,
                        DataSize.ofMegabytes(4),
                        DataSize.ofMegabytes(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofDays(1)));
        assertThat(settings.target()).contains(URI.create(URL));
    }

    @ParameterizedTest
    @CsvSource({
        "url, ''",
        "url, tss.example.com",
        "url, ftp://tss.example.com/",
        "url, https:///put",
        "url, https://tss.example.com/#part",
        "user, me",
        "password-file, /run/secrets/tss",
        "buffer, 63KB",
        "batch-size, 0B",
        "batch-size, 2MB",
        "batch-age, 0s",
        "connect-timeout, 0s",
        "timeout, -1s",
        "retry-first, 0s",
        "retry-most, 1ms",
        "retry-most, 2d"
    })
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("rightlink.monitoring.forward." + name);
    }

    @Test
    void refusesTwoKindsOfCredentials() {
        Map<String, String> given = new HashMap<>(Map.of("user", "me", "password-file", "/p", "token-file", "/t"));

        assertThatThrownBy(() -> bind(given)).rootCause().hasMessageContaining("token-file");

        given.remove("token-file");
        given.put("user", "m:e");
        assertThatThrownBy(() -> bind(given)).rootCause().hasMessageContaining("user must have no colon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:hunter2@tss.example.com/", "https://me:hunter2@tss example.com/", "hunter2"})
    void refusesSecretsInTheUrlWithoutShowingThem(String url) {
        Throwable refusal = Assertions.catchThrowable(() -> bind(Map.of("url", url)));

        StringWriter all = new StringWriter();
        refusal.printStackTrace(new PrintWriter(all, true));
        assertThat(all.toString()).contains("rightlink.monitoring.forward.url").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "http://tss.example.com/, true",
        "https://tss.example.com/, false",
        "http://127.0.0.1:88/, false",
        "http://[::1]:88/, false"
    })
    void knowsWhereASecretCanBeReadOnTheWay(String url, boolean inTheClear) {
        assertThat(bind(Map.of("url", url, "token-file", "/t")).isSecretInTheClear())
                .isEqualTo(inTheClear);
        assertThat(bind(Map.of("url", url)).isSecretInTheClear()).isFalse();
    }

    private static ForwardSettings bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("", ForwardSettings.class);
    }
}
