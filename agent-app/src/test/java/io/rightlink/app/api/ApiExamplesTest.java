package io.rightlink.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RawCaller;
import io.rightlink.app.RunningAgent;
import io.rightlink.app.api.Examples.Example;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What the description has as examples is sent as it stands there, and answered as it says, on a host with neither D-Bus nor Docker. */
class ApiExamplesTest {

    @TempDir
    static Path home;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() {
        agent = new RunningAgent(home);
    }

    @Test
    void areAnsweredAsTheDescriptionSays() throws Exception {
        Examples examples = new Examples();
        Answers answers = new Answers(examples, agent);
        for (Example one : examples.operations()) {
            Set<String> expected = expected(one);
            if (!expected.isEmpty()) {
                answers.check(one, expected);
            }
        }
    }

    @Test
    void areRefusedAsTheDescriptionSaysWithAParameterThatItDoesNotName() throws Exception {
        Examples examples = new Examples();
        Answers answers = new Answers(examples, agent);
        for (Example one : examples.operations()) {
            URI uri = one.request(agent.port()).build().uri();
            HttpRequest.Builder request = one.request(agent.port())
                    .uri(URI.create(uri + (uri.getQuery() == null ? "?" : "&") + "nonsense=1"));

            answers.check(one, request, Set.of("400"));
        }
    }

    @Test
    void areOfTheDescriptionThatTheAgentServesAndItServesNoOther() throws Exception {
        HttpResponse<String> answer = agent.send("GET", "/v3/api-docs", "");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue(MediaType.APPLICATION_JSON_VALUE);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("openapi").asString())
                .startsWith("3.1.");
        try (InputStream packaged = ApiDocumentController.class.getResourceAsStream(ApiDocumentController.DOCUMENT)) {
            assertThat(answer.body())
                    .isEqualTo(new String(Objects.requireNonNull(packaged).readAllBytes(), StandardCharsets.UTF_8));
        }
        for (String path : new String[] {"/v3/api-docs.yaml", "/v3/api-docs/swagger-config", "/swagger-ui.html"}) {
            assertThat(agent.send("GET", path, "").statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void areSentWholeEvenToWhoAsksForParts() throws Exception {
        assertThat(RawCaller.answerTo(
                        agent.port(),
                        "GET /v3/api-docs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nRange: bytes=0-,0-,0-\r\nX-RLL-Secret: "
                                + agent.secret() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    /** Returns the status of the example; of what this host doesn't have, that of the problem; nothing if there is no example. */
    private static Set<String> expected(Example one) {
        if (one.path().endsWith("/journal")) {
            return Set.of("200", "503");
        }
        if (one.path().startsWith("/v1/jobs")) {
            return Set.of("404");
        }
        boolean begins = one.path().equals("/v1/images/pull");
        boolean away = Stream.of("/v1/units", "/v1/containers", "/v1/images", "/v1/tags")
                .anyMatch(one.path()::startsWith);
        return away && !begins ? Set.of("503") : one.status().map(Set::of).orElse(Set.of());
    }
}
