package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RawCaller;
import io.rightlink.app.RunningAgent;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A form is read into memory before a handler is asked: nobody may have that done with more than a little. */
class FormsTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    @TempDir
    static Path home;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() {
        agent = new RunningAgent(home);
    }

    /** Nothing of it is sent: who waits for it holds memory for it. */
    @ParameterizedTest
    @ValueSource(strings = {"/rll/tss/collectdv5", "/rll/tss/collectdv4"})
    void ofSomebodyUnknownAreNotWaitedFor(String path) throws Exception {
        assertThat(answerTo("POST " + path, FORM + "Content-Length: 2000\r\n"))
                .startsWith("HTTP/1.1 415 ")
                .contains("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void areNotWaitedForIfTheyAreLarge(String method) throws Exception {
        assertThat(answerTo(method + " /v1/whoami", secret() + FORM + "Content-Length: 65537\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("A form has at most 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void areNotReadOnOnceTheyAreLarge(String method) throws Exception {
        String chunk = "2000\r\n" + "a".repeat(0x2000) + "\r\n";

        assertThat(answerTo(
                        method + " /v1/whoami",
                        secret() + FORM.toUpperCase(Locale.ROOT) + "Transfer-Encoding: chunked\r\n",
                        chunk.repeat(9)))
                .startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void areReadIfTheyAreSmall(String method) throws Exception {
        String form = "a=" + "b".repeat(65_534);

        assertThat(answerTo(method + " /v1/whoami", secret() + FORM + "Content-Length: 65536\r\n", form))
                .startsWith("HTTP/1.1 405 ");
    }

    /** By default Spring believes such headers where it finds itself in a pod. */
    @Test
    void areNobodyElsesWhateverAHeaderSays(@TempDir Path other) throws Exception {
        try (RunningAgent pod = new RunningAgent(other, "--spring.main.cloud-platform=kubernetes")) {
            String answer = "";
            for (int i = 0; i < 50 && !answer.startsWith("HTTP/1.1 429 "); i++) {
                answer = RawCaller.answerTo(
                        pod.port(),
                        "GET /v1/runs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "X-Forwarded-For: 172.17.0.9\r\nX-RLL-Secret: wrong-" + i + "\r\n\r\n");
            }

            assertThat(answer).startsWith("HTTP/1.1 429 ").contains("127.0.0.1").doesNotContain("172.17.0.9");
        }
    }

    private static String secret() throws Exception {
        return "X-RLL-Secret: " + agent.secret() + "\r\n";
    }

    private static String answerTo(String line, String headers) throws Exception {
        return answerTo(line, headers, "");
    }

    private static String answerTo(String line, String headers, String body) throws Exception {
        try (RawCaller caller = new RawCaller(agent.port())) {
            caller.send(line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body);
            return caller.readUntil("}");
        }
    }
}
