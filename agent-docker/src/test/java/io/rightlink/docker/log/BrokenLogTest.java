package io.rightlink.docker.log;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.rightlink.docker.engine.DemultiplexerTest.concat;
import static io.rightlink.docker.engine.DemultiplexerTest.frame;
import static io.rightlink.docker.engine.RecordedEngine.API;
import static io.rightlink.docker.engine.RecordedEngine.idOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.rightlink.docker.engine.RecordedEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What an engine says that no engine can be made to say, over real connections. */
@Timeout(60)
class BrokenLogTest {

    private static final String WEB = API + "/containers/" + idOf("web");

    /** More than Tomcat holds back before it sends the first bytes. */
    private static final byte[] MUCH = frame(1, "x".repeat(100_000));

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @TempDir
    Path state;

    @AutoClose
    private LogAgent agent;

    @BeforeEach
    void start() {
        agent = new LogAgent(recorded.uri(), state);
    }

    @Test
    void passesOnBothOutputs() throws Exception {
        says(concat(frame(1, "out\n"), frame(2, "err\n")));
        HttpResponse<String> answer = agent.get("web/logs");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("out\nerr\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web/logs", "web/logs?follow=true"})
    void breaksOffWhenAFrameDoes(String path) throws Exception {
        says(Arrays.copyOf(MUCH, 90_000));
        assertThatIOException().isThrownBy(() -> agent.get(path));
    }

    @Test
    void breaksOffWhenTheEngineSaysThatItCannotGoOn() throws Exception {
        says(concat(MUCH, frame(3, "Error grabbing logs: unexpected EOF")));
        assertThatIOException().isThrownBy(() -> agent.get("web/logs"));
    }

    @Test
    void breaksOffWhenTheEngineDies() throws Exception {
        answers(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        assertThatIOException().isThrownBy(() -> agent.get("web/logs?follow=true"));
    }

    @Test
    void saysWhatIsWrongIfNothingWasSentYet() throws Exception {
        says(concat(frame(1, "fine so far\n"), frame(3, "Error grabbing logs: unexpected EOF\n")));
        HttpResponse<String> answer = agent.get("web/logs");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("Error grabbing logs: unexpected EOF")
                .doesNotContain("fine so far");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "501|configured logging driver does not support reading|409|docker-refused",
                "409|can not get logs from container which is dead or marked for removal|409|docker-refused",
                "500|database is locked|503|docker-failed",
                "404|No such container: web|404|container-not-found",
            })
    void saysInTheEnginesWordsWhyThereIsNoLog(int status, String words, int told, String name) throws Exception {
        answers(jsonResponse("{\"message\":\"" + words + "\"}", status));
        HttpResponse<String> answer = agent.get("web/logs?follow=true");
        assertThat(answer.statusCode()).isEqualTo(told);
        assertThat(answer.body()).contains(words).contains("urn:rightlink:problem:" + name);
    }

    @Test
    void doesNotGuessWhetherThereIsATerminal() throws Exception {
        ObjectNode inspection = (ObjectNode) RecordedEngine.tree("container-web.json");
        inspection.remove("Config");
        recorded.says(WEB + "/json", 200, inspection.toString());
        says(frame(1, "text"));
        HttpResponse<String> answer = agent.get("web/logs");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("terminal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tail=-1", "since=yesterday", "until=5", "follow=perhaps", "timestamps=x"})
    void namesTheParameterThatIsWrong(String parameter) throws Exception {
        HttpResponse<String> answer = agent.get("web/logs?" + parameter);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("urn:rightlink:problem:invalid-parameter")
                .contains(parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void knowsContainersAsTheOtherEndpointsDo() throws Exception {
        assertThat(agent.get("nosuch/logs").statusCode()).isEqualTo(404);
        says(frame(1, "text"));
        assertThat(agent.get(idOf("web").substring(0, 12) + "/logs").body()).isEqualTo("text");
    }

    private void says(byte[] body) {
        answers(aResponse().withBody(body));
    }

    private void answers(ResponseDefinitionBuilder answer) {
        recorded.server()
                .stubFor(get(urlPathEqualTo(WEB + "/logs")).atPriority(1).willReturn(answer));
    }
}
