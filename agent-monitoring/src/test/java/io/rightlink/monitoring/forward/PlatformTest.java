package io.rightlink.monitoring.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.forward.Answer.Later;
import io.rightlink.monitoring.forward.Answer.Misled;
import io.rightlink.monitoring.forward.Answer.Refused;
import io.rightlink.monitoring.forward.Answer.Taken;
import io.rightlink.monitoring.forward.FailingPlatform.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PlatformTest {

    private static final Batch BATCH = new Batch(1, 2, "PUTVAL a\r\nPUTVAL ü\r\n");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @AutoClose
    private FailingPlatform server;

    @BeforeEach
    void start() throws IOException {
        server = new FailingPlatform();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void takesAnySuccessForOne(int status) throws Exception {
        server.behave(FailingPlatform.answer(status, ""));

        assertThat(post(Map.of())).isEqualTo(new Taken());
        assertThat(server.requests())
                .containsExactly(new Request("POST", "/put", "text/plain", "null", "PUTVAL a\r\nPUTVAL ü\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 422})
    void knowsWhatWillNeverBeTaken(int status) throws Exception {
        server.behave(FailingPlatform.answer(status, "No such\r\n\taccount"));

        assertThat(post(Map.of())).isEqualTo(new Refused("HTTP " + status + ": No such account"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 302})
    void knowsWhatSomebodyMustSetRight(int status) throws Exception {
        server.behave(FailingPlatform.answer(status, "", "Location", "http://127.0.0.1:" + server.port() + "/other"));

        assertThat(post(Map.of())).isEqualTo(new Misled("HTTP " + status));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "500, 7, 7",
        "503, 'Sun, 22 Nov 2026 10:01:30 GMT', 90",
        "503, 'Sun, 22 Nov 2026 09:00:00 GMT', 0",
        "429, 86400, 3600",
        "429, -5, 0",
        "429, 99999999999999999999, 0",
        "408, soon, 0"
    })
    void waitsAsLongAsItIsAskedToWithinReason(int status, String retryAfter, long seconds) throws Exception {
        server.behave(FailingPlatform.answer(status, "", "Retry-After", retryAfter));

        assertThat(post(Map.of())).isEqualTo(new Later("HTTP " + status, Duration.ofSeconds(seconds)));
    }

    @Test
    void keepsLittleOfALongAnswer() throws Exception {
        server.behave(FailingPlatform.answer(400, "x".repeat(5_000_000)));

        assertThat(post(Map.of())).isEqualTo(new Refused("HTTP 400: " + "x".repeat(300)));
    }

    @Test
    void givesUpOnWhoHangsOrCuts() throws Exception {
        server.behave(FailingPlatform.cut());
        assertThat(post(Map.of())).isInstanceOf(Later.class);

        server.behave(FailingPlatform.hang());
        assertThat(post(Map.of("timeout", "300ms"))).isInstanceOf(Later.class);

        server.behave(FailingPlatform.hangInTheBody());
        assertThat(post(Map.of("timeout", "300ms"))).isInstanceOf(Later.class);

        server.close();
        assertThat(post(Map.of())).isInstanceOf(Later.class);
    }

    @Test
    void saysWhoItIsWithTheSecretAsItIsNow() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "hunter2\n");
        Map<String, String> basic = Map.of("user", "me", "password-file", secret.toString());
        try (Platform platform = platform(basic)) {
            assertThat(platform.post(BATCH)).isEqualTo(new Taken());
            Files.writeString(secret, "hunter3");
            assertThat(platform.post(BATCH)).isEqualTo(new Taken());
        }
        assertThat(post(Map.of("token-file", secret.toString()))).isEqualTo(new Taken());

        assertThat(server.requests())
                .extracting(Request::authorization)
                .containsExactly("Basic bWU6aHVudGVyMg==", "Basic bWU6aHVudGVyMw==", "Bearer hunter3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "\u0001", "\ufefflines", "lines\u00e9"})
    void doesNotSendWithoutAUsableSecret(String secret) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), secret);

        assertThat(post(Map.of("token-file", file.toString())))
                .isInstanceOfSatisfying(Misled.class, answer -> assertThat(answer.reason())
                        .contains(file.toString())
                        .doesNotContain("lines"));
        Files.delete(file);
        assertThat(post(Map.of("token-file", file.toString()))).isInstanceOf(Misled.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void isNamedWithoutWhatMayBeSecret() {
        try (Platform platform = new Platform(
                URI.create("https://tss.example.com:8443/put?key=hunter2"),
                new Credentials(settings(Map.of())),
                settings(Map.of()),
                CLOCK)) {
            assertThat(platform.place()).isEqualTo("https://tss.example.com:8443/put");
        }
    }

    private Answer post(Map<String, String> given) throws InterruptedException {
        try (Platform platform = platform(given)) {
            return platform.post(BATCH);
        }
    }

    private Platform platform(Map<String, String> given) {
        ForwardSettings settings = settings(given);
        return new Platform(URI.create(server.url()), new Credentials(settings), settings, CLOCK);
    }

    private static ForwardSettings settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(new HashMap<>(given)))
                .bindOrCreate("", ForwardSettings.class);
    }
}
