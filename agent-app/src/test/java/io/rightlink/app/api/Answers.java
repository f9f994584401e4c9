package io.rightlink.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.app.api.Examples.Example;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to an agent, and holds the answers to the description: status, media type, headers, and the body to its schema. */
final class Answers {

    private static final String PROBLEM = MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    private final Judge judge = new Judge();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Examples examples;
    private final RunningAgent agent;

    Answers(Examples examples, RunningAgent agent) {
        this.examples = examples;
        this.agent = agent;
    }

    /** Sends an example, and returns the headers of the answer; its body, where it is a stream that needn't end, is not read. */
    HttpResponse<InputStream> check(Example one, Set<String> statuses) throws IOException, InterruptedException {
        return check(one, one.request(agent.port()), statuses);
    }

    /** Sends a request for the operation of an example. */
    HttpResponse<InputStream> check(Example one, HttpRequest.Builder request, Set<String> statuses)
            throws IOException, InterruptedException {
        HttpRequest known = request.header("X-RLL-Secret", agent.secret()).build();
        HttpResponse<InputStream> answer = client.send(known, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
            boolean json = type.equals(PROBLEM) || type.equals(MediaType.APPLICATION_JSON_VALUE);
            String said = json ? new String(body.readAllBytes(), StandardCharsets.UTF_8) : "";
            String status = Integer.toString(answer.statusCode());

            assertThat(statuses).as("%s: %s", one, said).contains(status);
            check(one, examples.resolved(one.operation().path("responses").path(status)), answer, type);
            if (json) {
                check(one, status, type, said);
            }
        }
        return answer;
    }

    private void check(Example one, JsonNode response, HttpResponse<InputStream> answer, String type) {
        Map<String, JsonNode> content = examples.contentOf(response);

        assertThat(response.isObject()).as("%s has %s", one, answer).isTrue();
        assertThat(content.isEmpty() ? type.isEmpty() : content.containsKey(type))
                .as("%s answers with a media type of %s, and not %s", one, content.keySet(), type)
                .isTrue();
        assertThat(response.path("headers").propertyNames())
                .as("the headers of %s", one)
                .allMatch(name -> answer.headers().firstValue(name).isPresent());
    }

    /** A problem may have fields of its own. */
    private void check(Example one, String status, String type, String said) {
        JsonNode content = examples.contentOf(one.operation().path("responses").path(status))
                .get(type);
        JsonNode schema = examples.schemaOf(Objects.requireNonNull(content), !type.equals(PROBLEM));

        assertThat(judge.errors(schema, JsonMapper.shared().readTree(said)))
                .as("%s: %s", one, said)
                .isEmpty();
    }
}
