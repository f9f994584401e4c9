package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The agent on a machine with neither D-Bus nor Docker. */
class AgentAloneTest {

    @TempDir
    static Path home;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() {
        agent = new RunningAgent(home);
    }

    @Test
    void saysInItsHealthWhatIsMissing() throws Exception {
        JsonNode health = agent.get("/actuator/health");

        assertThat(health.at("/status").asString()).isEqualTo("UP");
        assertThat(health.at("/components/systemd/status").asString()).isEqualTo("UNKNOWN");
        assertThat(health.at("/components/systemd/details/reason").asString()).contains("no-bus");
        assertThat(health.at("/components/docker/status").asString()).isEqualTo("UNKNOWN");
        assertThat(health.at("/components/docker/details/reason").asString()).contains("no-docker.sock");
        assertThat(List.of("hostFiles", "store", "disk")).allSatisfy(part -> assertThat(
                        health.at("/components/" + part + "/status").asString())
                .isEqualTo("UP"));
    }

    @Test
    void isReadyAllTheSame() throws Exception {
        assertThat(agent.sendWithout("GET", "/actuator/health/readiness").body())
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(agent.sendWithout("GET", "/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/units?sate=running, unknown-parameter, 'sate'",
        "GET, /v1/host?verbose=1, unknown-parameter, 'verbose'",
        "POST, /v1/units/web.service/start?stablefor=5s, unknown-parameter, 'stablefor'",
        "GET, /v1/containers?lable=tier, unknown-parameter, 'lable'",
        "GET, /v1/units?state=, invalid-parameter, 'state'",
        "DELETE, /v1/units/web.service?force=, invalid-parameter, 'force'"
    })
    void missesNoParameterThatIsMisspelt(String method, String path, String problem, String name) throws Exception {
        HttpResponse<String> answer = agent.send(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:rightlink:problem:" + problem).contains(name);
    }

    @Test
    void takesNoBodyThatWouldFillItsMemory() throws Exception {
        byte[] large = " ".repeat(5 << 20).getBytes(StandardCharsets.UTF_8);
        for (HttpRequest.BodyPublisher body : List.of(
                HttpRequest.BodyPublishers.ofByteArray(large),
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpResponse<String> answer = agent.send("PUT", "/v1/runs/1", body);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body())
                    .contains("urn:rightlink:problem:content-too-large")
                    .contains("4194304 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%5C", "%5c"})
    void readsABackslashInAUnitsName(String backslash) throws Exception {
        String unit = "/v1/units/dev-disk-by" + backslash + "x2duuid-1.device";

        HttpResponse<String> answer = agent.send("GET", unit, "");
        HttpResponse<String> bad = agent.send("GET", unit + backslash, "");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("systemd-unavailable").contains("\"" + unit + "\"");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("dev-disk-by\\\\x2duuid-1.device\\\\' is not the name of a unit");
    }

    @Test
    void answersForThePartsThatAreMissingWith503AndTheReason() throws Exception {
        for (String path : List.of(
                "/v1/units",
                "/v1/units/a.service",
                "/v1/containers",
                "/v1/containers?state=dead&label=a=b,c",
                "/v1/images")) {
            HttpResponse<String> answer = agent.send("GET", path, "");

            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("urn:rightlink:problem:").contains("socket");
        }
    }

    @Test
    void takesAnImageWithSlashesPortTagAndDigestInItsPath() throws Exception {
        String digest = "@sha256:" + "0".repeat(64);
        for (String name : List.of("nginx", "reg:5000/a/b:1", "reg:5000/a/b" + digest, "sha256:" + "0".repeat(64))) {
            HttpResponse<String> answer = agent.send("DELETE", "/v1/images/" + name, "");

            assertThat(answer.statusCode()).as(name).isEqualTo(503);
            assertThat(answer.body()).contains("docker-unavailable");
        }
        assertThat(agent.send("DELETE", "/v1/images/reg:5000/A/b:1", "").body()).contains("'A' in its name must be");
    }

    @Test
    void refusesAUnitNameThatSystemdWouldRefuseBeforeItAsks() throws Exception {
        for (String name : List.of("nginx", "..%2f..%2fetc", "a%20b.service", "x".repeat(300) + ".service")) {
            HttpResponse<String> answer = agent.send("POST", "/v1/units/" + name + "/restart", "");

            assertThat(answer.statusCode()).as(name).isEqualTo(400);
        }
        assertThat(agent.send("GET", "/v1/units/nginx", "").body())
                .contains("\"urn:rightlink:problem:invalid-unit-name\"");
    }

    @Test
    void describesItsHost() throws Exception {
        JsonNode host = agent.get("/v1/host");

        assertThat(host.at("/cpus").asInt()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(host.at("/agent/placement").asString()).isEqualTo("host");
        assertThat(host.at("/agent/version").asString()).matches("\\d+\\.\\d+\\.\\d+");
        Awaitility.await().until(() -> agent.get("/v1/host").at("/bootState").asString(), "operational"::equals);
    }

    @Test
    void measuresItsHost() throws Exception {
        String metrics = agent.send("GET", "/actuator/prometheus", "").body();

        assertThat(metrics)
                .containsPattern("(?m)^node_load1 \\d")
                .containsPattern("(?m)^node_cpu_seconds_total\\{cpu=\"0\"");
        assertThat(metrics).containsPattern("(?m)^jvm_memory_used_bytes\\{");
        assertThat(metrics).doesNotContainPattern("(?m)^container_");
    }

    @Test
    void runsScriptsAndSendsTheirOutputWhileTheyRun() throws Exception {
        String body = """
                {"script": {"source": "#!/bin/bash\\necho $GREETING; sleep 0.2; echo bye"}, "inputs": {"GREETING": "text:hello"}}
                """;

        assertThat(agent.send("PUT", "/v1/runs/greeting", body).statusCode()).isEqualTo(201);
        assertThat(agent.send("GET", "/v1/runs/greeting/output?follow=true", "").body())
                .isEqualTo("hello\nbye\n");
        assertThat(agent.get("/v1/runs/greeting").at("/state").asString()).isEqualTo("succeeded");
        assertThat(agent.send("PUT", "/v1/runs/greeting", body).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsWhatIsWrongWithABody() throws Exception {
        HttpResponse<String> answer =
                agent.send("PUT", "/v1/runs/wrong", "{\"script\": {\"source\": \"#!/bin/sh\"}, \"wait\": 1}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("'wait'");
    }
}
