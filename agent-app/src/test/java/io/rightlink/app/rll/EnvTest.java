package io.rightlink.app.rll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code /rll/env} over a socket, with what RightLink 10's client and others send. */
class EnvTest {

    @TempDir
    Path home;

    @AutoClose
    private RunningAgent agent;

    @BeforeEach
    void start() {
        agent = new RunningAgent(home);
    }

    @Test
    void setsShowsAndRemovesVariablesOverARestart() throws Exception {
        assertThat(agent.send("GET", "/rll/env", "").body()).isEqualTo("{}");
        assertThat(agent.send("GET", "/rll/env/DB_HOST", "").statusCode()).isEqualTo(404);

        assertThat(agent.send("PUT", "/rll/env/DB_HOST", "{\"payload\":\"d\u00fc\\\"b\\n1\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(agent.send("PUT", "/rll/env/A", "first").statusCode()).isEqualTo(200);
        assertThat(agent.send("PUT", "/rll/env/A", "raw, and \u00fc").statusCode())
                .isEqualTo(200);
        agent.close();
        agent = new RunningAgent(home);

        HttpResponse<String> list = agent.send("GET", "/rll/env", "");
        assertThat(list.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(list.body()).isEqualTo("{\"A\":\"raw, and \u00fc\",\"DB_HOST\":\"d\u00fc\\\"b\\n1\"}");
        HttpResponse<String> one = agent.send("GET", "/rll/env/DB_HOST", "");
        assertThat(one.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).isEqualToIgnoringCase("text/plain;charset=UTF-8"));
        assertThat(one.body()).isEqualTo("d\u00fc\"b\n1");

        assertThat(agent.send("DELETE", "/rll/env/A", "").statusCode()).isEqualTo(204);
        assertThat(agent.send("DELETE", "/rll/env/A", "").statusCode()).isEqualTo(404);
        assertThat(agent.send("GET", "/rll/env", "").body()).doesNotContain("\"A\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/plain | {\"payload\":\"v\"} | {\"payload\":\"v\"}",
                "text/plain; charset=utf-8 | gr\u00fcn | gr\u00fcn",
                "application/json | \"v\" | \"v\"",
                "application/json | [1, 2] | [1, 2]",
                "application/json | ` {\"payload\" : \"\"}` | ``",
                "application/json | `` | ``",
                "application/octet-stream | ` v \n` | ` v \n`",
                " | {\"payload\":\"v\"} | v",
                " | v=1 | v=1"
            })
    void takesAValueAsItIsOrInJson(@Nullable String type, String body, String value) throws Exception {
        assertThat(put(type, body.getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);

        assertThat(agent.send("GET", "/rll/env/A", "").body()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"payload\":\"secret\"",
                "{\"payload\":\"secret\"} more",
                "{\"paylaod\":\"secret\"}",
                "{\"payload\":\"secret\",\"also\":1}",
                "{\"payload\":[\"secret\"]}",
                "{\"payload\":null}",
                "{secret}"
            })
    void refusesWhatLooksLikeJsonAndIsNotTheForm(String body) throws Exception {
        HttpResponse<String> answer = agent.send("PUT", "/rll/env/A", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("urn:rightlink:problem:invalid-body", "payload")
                .doesNotContain("secret");
        assertThat(agent.send("GET", "/rll/env/A", "").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWhatCanBeNoVariable() throws Exception {
        assertThat(put("text/plain", new byte[] {'a', (byte) 0xff}).statusCode())
                .isEqualTo(400);
        assertThat(put("text/plain", new byte[] {'a', 0}).body()).contains("urn:rightlink:problem:invalid-variable");
        assertThat(put("text/plain", new byte[33_000]).statusCode()).isEqualTo(400);
        assertThat(put("text/plain", "a".repeat(33_000).getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(413);
        assertThat(put("application/x-www-form-urlencoded", "a".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(415);
        assertThat(agent.send("PUT", "/rll/env/RS_SELF_HREF", "a").body())
                .contains("urn:rightlink:problem:invalid-variable", "RS_SELF_HREF");
        assertThat(agent.send("PUT", "/rll/env/A-B", "a").statusCode()).isEqualTo(400);
        assertThat(agent.send("PUT", "/rll/env/A?payload=a", "").statusCode()).isEqualTo(400);
        assertThat(agent.send("GET", "/rll/env", "").body()).isEqualTo("{}");
    }

    @Test
    void givesVariablesToScripts() throws Exception {
        agent.send("PUT", "/rll/env/DB_HOST", "db one");
        agent.send(
                "PUT",
                "/v1/runs/one",
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "script",
                                Map.of("source", "#!/bin/sh\necho \"<$DB_HOST> <$SAME> <$RS_RLL_PORT>\"\n"),
                                "inputs",
                                Map.of("SAME", "env:DB_HOST"))));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> agent.get("/v1/runs/one").get("state").asString().equals("succeeded"));
        assertThat(agent.send("GET", "/v1/runs/one/output", "").body())
                .isEqualTo("<db one> <db one> <" + agent.port() + ">\n");
    }

    private HttpResponse<String> put(@Nullable String type, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + agent.port() + "/rll/env/A"))
                .PUT(BodyPublishers.ofByteArray(body))
                .header("x-rll-secret", agent.secret());
        if (type != null) {
            request.header("Content-Type", type);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
