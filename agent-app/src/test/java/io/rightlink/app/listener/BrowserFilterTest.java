package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RawCaller;
import io.rightlink.app.RunningAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of somebody else's can have a browser send, over real sockets. */
class BrowserFilterTest {

    private static final List<String> PATHS =
            List.of("/v1/host", "/actuator/health/liveness", "/v1/whoami", "/nothing");

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
                "127.0.0.1",
                "127.0.0.1:88",
                "172.17.0.1:88",
                "[::1]:88",
                "[fd00::1]",
                "localhost",
                "LocalHost:8080",
                "localhost.",
                "host.docker.internal",
                "rightlink:88"
            })
    void anAddressOrAKnownNameIsAnswered(String host) throws Exception {
        assertThat(get("/v1/host", "Host: " + host, secret())).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:88",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1.nip.io",
                "evil-localhost",
                "docker.internal",
                "a.localhost",
                ""
            })
    void anyOtherNameIsRefusedWhateverItPresentsAndAsks(String host) throws Exception {
        for (String path : PATHS) {
            assertThat(get(path, "Host: " + host, secret()))
                    .as(path)
                    .startsWith("HTTP/1.1 421 ")
                    .contains("application/problem+json")
                    .contains("urn:rightlink:problem:unknown-name")
                    .contains("rightlink.listen.names")
                    .doesNotContain("WWW-Authenticate");
        }
    }

    @Test
    void theHostOfAnAbsoluteTargetCounts() throws Exception {
        assertThat(get("http://localhost/v1/host", "Host: localhost", secret())).startsWith("HTTP/1.1 200 ");
        assertThat(get("http://evil.example/v1/host", "Host: evil.example", secret()))
                .startsWith("HTTP/1.1 421 ");
        assertThat(get("http://evil.example/v1/host", "Host: localhost", secret()))
                .startsWith("HTTP/1.1 400 ");
        assertThat(get("http://localhost/v1/host", "Host: evil.example", secret()))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aRequestWithoutAHostIsThatOfNoBrowser() throws Exception {
        assertThat(get("/v1/host", secret(), "X: y")).startsWith("HTTP/1.1 400 ");
        assertThat(RawCaller.answerTo(
                        agent.port(), "GET http://evil.example/v1/host HTTP/1.0\r\n" + secret() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(RawCaller.answerTo(agent.port(), "GET /v1/host HTTP/1.0\r\n" + secret() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void namesAreASetting(@TempDir Path other) throws Exception {
        try (RunningAgent named = new RunningAgent(other, "--rightlink.listen.names=agent.example")) {
            String rest = " HTTP/1.1\r\nConnection: close\r\nHost: ";
            assertThat(RawCaller.answerTo(named.port(), "GET /v1/whoami" + rest + "Agent.Example:88\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(RawCaller.answerTo(named.port(), "GET /v1/whoami" + rest + "rightlink\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: https://localhost",
                "Origin: http://localhost:8080",
                "Origin:",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "sec-fetch-site: CROSS-SITE",
                "Sec-Fetch-Site: what"
            })
    void anotherSiteIsRefusedEvenWithTheSecret(String header) throws Exception {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD")) {
            String answer = RawCaller.answerTo(
                    agent.port(),
                    method + " /v1/host HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n"
                            + secret() + "\r\n" + header + "\r\n\r\n");
            assertThat(answer).as(method).startsWith("HTTP/1.1 403 ");
            assertNothingIsShared(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"http://localhost, none", "http://localhost, same-origin", "HTTP://LocalHost, none"})
    void whatTheUserOpensIsAnswered(String origin, String site) throws Exception {
        String answer = get("/v1/host", "Host: localhost", "Origin: " + origin, "Sec-Fetch-Site: " + site, secret());

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertNothingIsShared(answer);
    }

    @Test
    void aPreflightIsToldNothing() throws Exception {
        for (String path : PATHS) {
            String answer = RawCaller.answerTo(
                    agent.port(),
                    "OPTIONS " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Origin: http://evil.example\r\nAccess-Control-Request-Method: PUT\r\n"
                            + "Access-Control-Request-Private-Network: true\r\n"
                            + "Access-Control-Request-Headers: x-rll-secret\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 403 ").contains("urn:rightlink:problem:cross-origin");
            assertNothingIsShared(answer);
        }
    }

    private static void assertNothingIsShared(String answer) {
        assertThat(answer).doesNotContainIgnoringCase("Access-Control-").doesNotContainIgnoringCase("\r\nAllow:");
    }

    private static String secret() throws IOException {
        return "X-RLL-Secret: " + agent.secret();
    }

    private static String get(String target, String... headers) throws IOException {
        return RawCaller.answerTo(
                agent.port(),
                "GET " + target + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }
}
