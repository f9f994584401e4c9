package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be meant: it is the caller's mistake, and said as a problem. */
class NonsenseTest {

    @TempDir
    static Path home;

    static RunningAgent agent;

    @BeforeAll
    static void start() {
        agent = new RunningAgent(home);
    }

    @AfterAll
    static void stop() {
        agent.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/containers?state=%ff",
                "GET /v1/units?pattern=%C3%28",
                "POST /v1/containers/web/start?force=%u0041",
                "GET /actuator/prometheus?includedNames=%ff"
            })
    void isAQueryThatCannotBeDecoded(String request) throws Exception {
        assertThat(answerTo(request, "", ""))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .contains("urn:rightlink:problem:invalid-parameter");
    }

    @Test
    void isAQueryOfAThousandAndOneParameters() throws Exception {
        assertThat(answerTo("GET /v1/containers?" + "a=1&".repeat(1_001), "", ""))
                .startsWith("HTTP/1.1 4")
                .contains("Cannot read the parameters");
    }

    @ParameterizedTest
    @CsvSource({
        "POST /v1/containers/web/start, force=%ff",
        "PUT /v1/runs/1, a=%zz",
        "PUT /rll/docker/control, enable_docker=%",
        "DELETE /v1/runs/1, %zz=1"
    })
    void isAFormThatCannotBeDecoded(String request, String form) throws Exception {
        assertThat(answerTo(request, "application/x-www-form-urlencoded", form))
                .startsWith("HTTP/1.1 400 ")
                .contains("urn:rightlink:problem:invalid-parameter");
    }

    @Test
    void isAFormThatIsTooLarge() throws Exception {
        assertThat(answerTo(
                        "POST /v1/containers/web/start",
                        "application/x-www-form-urlencoded",
                        "force=" + "a".repeat(3_000_000)))
                .startsWith("HTTP/1.1 413 ")
                .contains("urn:rightlink:problem:content-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/runs/1", "/v1/units/app.service"})
    void isAFormWhereABodyIsRead(String path) throws Exception {
        assertThat(answerTo("PUT " + path, "application/x-www-form-urlencoded", "{\"script\": {}}"))
                .startsWith("HTTP/1.1 415 ")
                .contains("x-www-form-urlencoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "%00", "%09", "+"})
    void isAFilterOfBlanks(String blanks) throws Exception {
        HttpResponse<String> answer = agent.send("GET", "/v1/runs?state=" + blanks, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("urn:rightlink:problem:invalid-parameter")
                .contains("'state'");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/containers/web/stop?force=true&force=false, 400",
        "POST, /v1/images/pull?ref=nginx&ref=busybox, 400",
        "GET, /v1/containers/web/logs?tail=1&tail=2, 400",
        "GET, /v1/containers?state=dead&state=exited&label=a&label=b, 503"
    })
    void isASecondValueWhereThereIsOne(String method, String path, int status) throws Exception {
        assertThat(agent.send(method, path, "").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/containers/web;force=true", "/v1;a/host", "/v1/runs/a;b"})
    void isAParameterInThePath(String path) throws Exception {
        HttpResponse<String> answer = agent.send("GET", path, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:rightlink:problem:invalid-parameter");
    }

    @Test
    void isNotRepeatedAtLength() throws Exception {
        assertThat(agent.send("GET", "/v1/host?" + "a".repeat(5_000) + "=1", "").body())
                .contains("unknown-parameter")
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/containers/%00", "/v1/containers/%ff", "/v1/runs/[x]", "/v1/runs/%2e%2e%2f%2e%2e", "/%zz"})
    void isAPathThatTomcatRefusesItself(String path) throws Exception {
        assertThat(answerTo("GET " + path, "", ""))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .contains("\"urn:rightlink:problem:bad-request\"");
    }

    /** Java's client sends nothing that has such a path. */
    private static String answerTo(String request, String contentType, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), agent.port())) {
            socket.setSoTimeout(10_000);
            String head =
                    request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-RLL-Secret: " + agent.secret()
                            + "\r\nContent-Length: " + body.length()
                            + (contentType.isEmpty() ? "" : "\r\nContent-Type: " + contentType);
            socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
