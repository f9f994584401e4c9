package io.rightlink.app.rll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /rll/docker/control} over a socket, with what RightLink 10's client sends. */
class DockerControlTest {

    @TempDir
    Path home;

    @AutoClose
    private RunningAgent agent;

    @BeforeEach
    void start() {
        agent = new RunningAgent(home);
    }

    @Test
    void isAllUntilItIsSet() throws Exception {
        HttpResponse<String> answer = agent.send("GET", "/rll/docker/control", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(answer.body())
                .isEqualTo("enable_docker: all\ndocker_host: unix://" + home.resolve("no-docker.sock") + "\n");
    }

    @Test
    void isSetByTheQueryAndByAFormAndKeptOverARestart() throws Exception {
        assertThat(agent.send("PUT", "/rll/docker/control?enable_docker=none", "")
                        .body())
                .startsWith("enable_docker: none\n");
        assertThat(form("enable_docker=tags").body()).startsWith("enable_docker: tags\n");
        agent.close();
        agent = new RunningAgent(home);
        assertThat(agent.send("GET", "/rll/docker/control", "").body()).startsWith("enable_docker: tags\n");
    }

    @Test
    void saysThatDockerIsSwitchedOff() throws Exception {
        agent.send("PUT", "/rll/docker/control?enable_docker=none", "");
        HttpResponse<String> answer = agent.send("GET", "/v1/containers", "");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:rightlink:problem:docker-off", "enable_docker=none");
    }

    @ParameterizedTest
    @CsvSource({
        "enable_docker=some, 'some'",
        "enable_docker=, enable_docker",
        "docker_host=tcp://10.0.0.1:2375, rightlink.docker.host",
        "enable=all, 'enable'"
    })
    void refusesWhatItDoesNotKnow(String query, String words) throws Exception {
        HttpResponse<String> answer = agent.send("PUT", "/rll/docker/control?" + query, "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
        assertThat(agent.send("GET", "/rll/docker/control", "").body()).startsWith("enable_docker: all\n");
    }

    private HttpResponse<String> form(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + agent.port() + "/rll/docker/control"))
                .PUT(BodyPublishers.ofString(body))
                .header("x-rll-secret", agent.secret())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
