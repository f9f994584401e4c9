package io.rightlink.app.rll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.app.rll.RllClient.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /rll/proc} over a socket. */
class ProcTest {

    @TempDir
    Path home;

    private RunningAgent agent;

    @BeforeEach
    void start() {
        agent = new RunningAgent(
                home,
                "--rightlink.identity=" + home.resolve("identity"),
                "--rightlink.rll.bin-path=/usr/local/bin/rightlink");
    }

    @AfterEach
    void stop() throws Exception {
        RllClient.send(agent, "PUT", "/rll/proc/log_level", "text/plain", "info")
                .answer();
        agent.close();
    }

    @Test
    void tellsAllVariablesInJsonAndEachBare() throws Exception {
        writeIdentity("client_id='1234'\n", "rw-------");
        Awaitility.await().until(() -> agent.get("/v1/boot").has("state"));

        Answer all = RllClient.ask(agent, "GET", "/rll/proc");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.head()).contains("application/json");
        JsonNode values = JsonMapper.shared().readTree(all.body());
        assertThat(values.propertyNames())
                .containsExactly("bin_path", "identity", "log_level", "protocol_version", "shutdown_kind", "version");
        for (String name : values.propertyNames()) {
            Answer one = RllClient.ask(agent, "GET", "/rll/proc/" + name);
            assertThat(one.status()).isEqualTo(200);
            assertThat(one.head()).contains("text/plain");
            assertThat(one.body()).isEqualTo(values.get(name).asString());
        }
        assertThat(values.at("/identity").asString()).isEqualTo("1234");
        assertThat(values.at("/bin_path").asString()).isEqualTo("/usr/local/bin/rightlink");
        assertThat(values.at("/shutdown_kind").asString()).isEmpty();
        assertThat(values.at("/version").asString())
                .isEqualTo(agent.get("/v1/host").at("/agent/version").asString());
        assertThat(RllClient.ask(agent, "GET", "/rll/proc/nothing").status()).isEqualTo(404);
    }

    @Test
    void tellsTheOthersWhenTheIdentityCannotBeUsed() throws Exception {
        assertThat(RllClient.ask(agent, "GET", "/rll/proc/identity").body()).isEmpty();
        writeIdentity("client_id='1234'\n", "rw-r--r--");

        assertThat(RllClient.ask(agent, "GET", "/rll/proc").body())
                .contains("\"version\"")
                .doesNotContain("identity");
        Answer identity = RllClient.ask(agent, "GET", "/rll/proc/identity");
        assertThat(identity.status()).isEqualTo(503);
        assertThat(identity.body()).contains("identity-unusable").doesNotContain("1234");
    }

    @Test
    void changesTheLogLevelAtOnceAndNotThatOfLibraries() throws Exception {
        for (String level : List.of("debug", "error", "warn", "info")) {
            for (String method : List.of("PUT", "POST")) {
                assertThat(RllClient.send(agent, method, "/rll/proc/log_level", "application/json", level + "\n")
                                .answer()
                                .status())
                        .isEqualTo(200);
                assertThat(RllClient.ask(agent, "GET", "/rll/proc/log_level").body())
                        .isEqualTo(level);
                assertThat(LoggerFactory.getLogger("io.rightlink.app.rll.x").isDebugEnabled())
                        .isEqualTo(level.equals("debug"));
                assertThat(LoggerFactory.getLogger("io.rightlink.app.rll.x").isWarnEnabled())
                        .isEqualTo(!level.equals("error"));
                assertThat(LoggerFactory.getLogger("org.springframework.web").isDebugEnabled())
                        .isFalse();
            }
        }
        RllClient.send(agent, "PUT", "/rll/proc/log_level", "application/json", "{\"payload\":\"debug\"}")
                .answer();
        assertThat(RllClient.ask(agent, "GET", "/rll/proc/log_level").body()).isEqualTo("debug");
    }

    @ParameterizedTest
    @CsvSource({
        "log_level, trace, 400, debug",
        "log_level, '', 400, debug",
        "version, 1.2.3, 403, log_level",
        "shutdown_kind, stop, 403, log_level",
        "nothing, x, 404, log_level"
    })
    void setsNothingElse(String name, String value, int status, String words) throws Exception {
        for (String method : List.of("PUT", "POST")) {
            Answer answer = RllClient.send(agent, method, "/rll/proc/" + name, "application/json", value)
                    .answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains(words);
        }
        assertThat(RllClient.ask(agent, "GET", "/rll/proc/log_level").body()).isEqualTo("info");
    }

    private void writeIdentity(String text, String mode) throws Exception {
        Path file = home.resolve("identity");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
