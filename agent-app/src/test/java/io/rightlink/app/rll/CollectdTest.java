package io.rightlink.app.rll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /rll/tss/collectdv5} over a socket, as collectds and those who are no collectd use it. */
class CollectdTest {

    @TempDir
    static Path home;

    private static RunningAgent agent;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        client = HttpClient.newHttpClient();
        agent = new RunningAgent(home, "--rightlink.monitoring.values.identifiers=1000");
    }

    @AfterAll
    static void stop() {
        agent.close();
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/rll/tss/collectdv5, text/plain, collectd_cpu_total",
        "/rll/tss/collectdv4, application/json, collectd_cpu_total",
        "/rll/tss/collectdv5, , collectd_cpu_total"
    })
    void takesValuesWithoutASecretWhateverTheyAreCalled(String path, @Nullable String type, String family)
            throws Exception {
        String host = "h" + path.length() + type;

        HttpResponse<String> answer =
                post(agent, path, type, "PUTVAL " + host.replace('/', '_') + "/cpu-0/cpu-idle N:5\r\n");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(scrape())
                .contains(family + "{cpu=\"0\",instance=\"" + host.replace('/', '_') + "\",type=\"idle\"} 5.0");
    }

    @Test
    void saysWhyNothingOfItIsUnderstood() throws Exception {
        HttpResponse<String> answer =
                post(agent, "/rll/tss/collectdv5", "text/plain", "hello\r\nPUTVAL nobody N:5\r\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:rightlink:problem:invalid-values", "hello");
    }

    @Test
    void takesWhatIsRightOfWhatIsHalfWrong() throws Exception {
        String lines = "PUTVAL nobody N:5\nPUTVAL half/a/gauge N:7\nPUTVAL half/b/gauge N:x\n";

        assertThat(post(agent, "/rll/tss/collectdv5", "text/plain", lines).statusCode())
                .isEqualTo(200);

        assertThat(scrape()).contains("collectd_a_gauge{instance=\"half\"} 7.0");
    }

    @Test
    void isClosedForAnythingElseThanPosting() throws Exception {
        assertThat(agent.sendWithout("GET", "/rll/tss/collectdv5").statusCode()).isEqualTo(401);
        assertThat(agent.sendWithout("POST", "/rll/tss/collectdv5/").statusCode())
                .isEqualTo(401);
        assertThat(agent.sendWithout("POST", "/rll/tss/collectdv6").statusCode())
                .isEqualTo(401);
    }

    @Test
    void asksForTheUserThatIsConfigured(@TempDir Path other) throws Exception {
        Path file = Files.writeString(other.resolve("password"), "s3cret\n");
        try (RunningAgent closed = new RunningAgent(
                other,
                "--rightlink.monitoring.collectd.user=vm",
                "--rightlink.monitoring.collectd.password-file=" + file)) {
            HttpResponse<String> asked = closed.sendWithout("POST", "/rll/tss/collectdv5");
            assertThat(asked.statusCode()).isEqualTo(401);
            assertThat(asked.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"rightlink\"");
            assertThat(closed.sendWithout("POST", "/rll/tss/collectdv5", "Authorization", basic("vm:wrong"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(closed.sendWithout("POST", "/rll/tss/collectdv5", "Authorization", basic("vm:s3cret"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(closed.send("POST", "/rll/tss/collectdv5", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void livesOnUnderAMadClient() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; many.length() < 3_900_000; i++) {
            many.append("PUTVAL mad/p").append(i).append("/gauge N:1\n");
        }
        String values = "PUTVAL mad/x/gauge N" + ":1".repeat(1_000_000);
        String texts = "[{\"values\":[" + "1,".repeat(900_000) + "1],\"host\":\"" + "h".repeat(15_000) + "\"}]";

        assertThat(post(agent, "/rll/tss/collectdv5", "text/plain", many.toString())
                        .statusCode())
                .isIn(200, 429);
        assertThat(post(agent, "/rll/tss/collectdv5", "text/plain", values).statusCode())
                .isIn(400, 429);
        assertThat(post(agent, "/rll/tss/collectdv5", "text/plain", texts).statusCode())
                .isIn(400, 429);
        assertThat(post(agent, "/rll/tss/collectdv5", "text/plain", "[".repeat(1_000_000))
                        .statusCode())
                .isIn(400, 429);
        assertThat(post(agent, "/rll/tss/collectdv5", "text/plain", "x".repeat(10_000_000))
                        .statusCode())
                .isEqualTo(413);

        assertThat(scrape().lines().filter(line -> line.startsWith("collectd_p")))
                .hasSizeBetween(900, 1_000);
        assertThat(agent.sendWithout("GET", "/actuator/health/readiness").statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesWhatASlowSenderHasSentBeforeItHasSentAll() throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), agent.port())) {
            OutputStream out = slow.getOutputStream();
            String line = "PUTVAL slow/a/gauge N:9\n";
            out.write(("POST /rll/tss/collectdv5 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
                            + line.repeat(1))
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(scrape()).contains("collectd_a_gauge{instance=\"slow\"} 9.0"));
        }
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String scrape() throws Exception {
        return agent.send("GET", "/actuator/prometheus", "").body();
    }

    private static HttpResponse<String> post(RunningAgent agent, String path, @Nullable String type, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.port() + path))
                .POST(BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
