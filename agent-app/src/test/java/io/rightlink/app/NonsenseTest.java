package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
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

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() {
        agent = new RunningAgent(home);
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
                .contains("\"urn:rightlink:problem:bad-request\"", "\"detail\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "//:80/v1/host", "/v1/host;a=%z"})
    void isAPathThatIsNoUri(String path) throws Exception {
        assertThat(answerTo("GET " + path, "", "")).startsWith("HTTP/1.1 40").contains("\"instance\":\"/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rll/env/A", "/rll/nothing", "/v1/scripts/one"})
    void isAContentTypeOfSeveralTypes(String path) throws Exception {
        assertThat(answerTo("PUT " + path, "text/*", "x"))
                .startsWith("HTTP/1.1 415 ")
                .contains("urn:rightlink:problem:unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain;charset=", "application/json;charset=x-moon", "text/plain;charset=a b"})
    void isACharsetThatThereIsnt(String type) throws Exception {
        assertThat(answerTo("GET /rll/nothing", type, "x"))
                .startsWith("HTTP/1.1 415 ")
                .contains("charset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x"})
    void isNoFormOfSeveralParts(String type) throws Exception {
        assertThat(answerTo("POST /v1/tokens", type, "--x")).startsWith("HTTP/1.1 415 ");
        assertThat(answerTo("GET /rll/nothing", type, "--x")).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void isANameInAFormWithoutAValue() throws Exception {
        assertThat(answerTo("PUT /rll/docker/control", "application/x-www-form-urlencoded", "enable_docker"))
                .startsWith("HTTP/1.1 400 ")
                .contains("'enable_docker' has no value");
    }

    @Test
    void isAFormInChunksWithoutAnEnd() throws Exception {
        String form = "enable_docker=" + "x".repeat(5_000_000);

        assertThat(RawCaller.answerTo(
                        agent.port(),
                        "PUT /rll/docker/control HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-RLL-Secret: "
                                + agent.secret()
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(form.length()) + "\r\n" + form + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("content-too-large");
    }

    @Test
    void isAFormInChunksThatAreNone() throws Exception {
        String form = "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n";

        assertThat(RawCaller.answerTo(
                        agent.port(),
                        "POST /rll/run/recipe HTTP/1.1\r\nHost: localhost\r\nX-RLL-Secret: " + agent.secret() + "\r\n"
                                + form))
                .startsWith("HTTP/1.1 400 ")
                .contains("urn:rightlink:problem:bad-request", "\"detail\"");
    }

    @Test
    void isABodyThatIsCalledAFormAndNotShown() throws Exception {
        assertThat(answerTo("DELETE /rll/env/A", "application/x-www-form-urlencoded", "s3cret"))
                .startsWith("HTTP/1.1 400 ")
                .contains("unknown-parameter")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"moon", "moon/a", "docker/a", "liveness/a/b", "a/../b"})
    void isAPartOfTheHealthThatThereIsnt(String part) throws Exception {
        HttpResponse<String> answer = agent.send("GET", "/actuator/health/" + part, "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("urn:rightlink:problem:not-found", "/actuator/health/" + part);
    }

    @Test
    void isNotRepeatedAtLengthAsAValueEither() throws Exception {
        assertThat(answerTo(
                        "POST /v1/containers/web/stop",
                        "application/x-www-form-urlencoded",
                        "force=" + "x".repeat(60_000)))
                .startsWith("HTTP/1.1 400 ")
                .hasSizeLessThan(4_000);
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
