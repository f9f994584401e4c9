package io.rightlink.docker.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.tomakehurst.wiremock.http.Fault;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @Test
    void speaksTheEnginesVersionWhereThatIsTheOlder() {
        assertThat(recorded.engine().ask(EngineTest::list)).hasSize(8);
        recorded.server().verify(getRequestedFor(urlPathEqualTo("/v1.41/containers/json")));
    }

    @Test
    void speaksTheNewestKnownVersionToANewerEngine() {
        recorded.speaks("1.55");
        recorded.says("/version", 200, "{\"ApiVersion\": \"1.55\", \"MinAPIVersion\": \"1.44\"}");
        recorded.says("/v1.44/containers/json", 200, "[]");
        assertThat(recorded.engine().ask(EngineTest::list)).isEmpty();
    }

    @Test
    void negotiatesOnce() {
        Engine engine = recorded.engine();
        engine.ask(EngineTest::list);
        engine.ask(EngineTest::list);
        recorded.server().verify(1, getRequestedFor(urlEqualTo("/_ping")));
    }

    @Test
    void negotiatesAgainWhenTheEngineWasReplacedByAnotherVersion() {
        Engine engine = recorded.engine();
        engine.ask(EngineTest::list);
        recorded.speaks("1.40");
        recorded.says("/v1.40/containers/json", 200, "[]");
        recorded.server()
                .stubFor(get(urlPathEqualTo("/v1.41/containers/json"))
                        .atPriority(1)
                        .willReturn(aResponse()
                                .withStatus(400)
                                .withBody("{\"message\":\"client version 1.41 is too new. Maximum supported API version"
                                        + " is 1.40\"}")));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> engine.ask(EngineTest::list))
                .withMessageContaining("client version 1.41 is too new");
        assertThat(engine.ask(EngineTest::list)).isEmpty();
    }

    @Test
    void refusesAnEngineThatDoesNotSayItsVersion() {
        recorded.speaks("");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> recorded.engine().ask(EngineTest::list))
                .withMessageContaining("names no API version");
    }

    @Test
    void keepsNoConnection() {
        recorded.engine().ask(EngineTest::list);
        recorded.server()
                .verify(getRequestedFor(urlPathEqualTo("/v1.41/containers/json"))
                        .withHeader("Connection", equalTo("close")));
    }

    @Test
    void givesUpOnAnEngineThatHangsInTheMiddleOfItsAnswer() {
        recorded.server()
                .stubFor(get(urlPathEqualTo("/v1.41/containers/json"))
                        .atPriority(1)
                        .willReturn(aResponse().withBody("[{}]").withChunkedDribbleDelay(4, 60_000)));
        Engine engine = recorded.engine(Duration.ofMillis(500));
        long before = System.nanoTime();
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> engine.ask(EngineTest::list))
                .withMessageEndingWith("no answer within 500 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"Id\": ", "<html>", "{\"message\": \"not a list\"}", ""})
    void doesNotTakeAnAnswerThatItCannotReadForAnEmptyList(String body) {
        recorded.server()
                .stubFor(get(urlPathEqualTo("/v1.41/containers/json"))
                        .atPriority(1)
                        .willReturn(aResponse().withBody(body)));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> recorded.engine().ask(EngineTest::list))
                .withMessageContaining("its answer can't be read");
    }

    @Test
    void doesNotTakeNullForAnEmptyList() {
        recorded.server()
                .stubFor(get(urlPathEqualTo("/v1.41/containers/json"))
                        .atPriority(1)
                        .willReturn(aResponse().withBody("null")));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> recorded.engine().ask(EngineTest::list))
                .withMessageEndingWith("it answered with nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void tellsThatTheConnectionBroke(Fault fault) {
        recorded.server()
                .stubFor(get(urlPathEqualTo("/v1.41/containers/json"))
                        .atPriority(1)
                        .willReturn(aResponse().withFault(fault)));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> recorded.engine().ask(EngineTest::list))
                .withMessageStartingWith("Cannot ask Docker at tcp://127.0.0.1:");
    }

    @Test
    void tellsThatNobodyListensOnThePort() {
        Engine engine = recorded.engine();
        recorded.server().stop();
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> engine.ask(EngineTest::list))
                .withMessageContaining("refused");
    }

    /** The bodies of 400, 404, 409 and 500 are those of a real engine. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | {"message":"No such container: nosuch"}                              | container-not-found     | No such container: nosuch
            404 | {"message":"no such image: nosuch: No such image: nosuch:latest"}    | image-not-found         | no such image: nosuch: No such image: nosuch:latest
            404 | {"message":"network shop not found"}                                 | docker-object-not-found | network shop not found
            500 | {"message":"Multiple IDs found with provided prefix: 0"}             | container-ambiguous     | Multiple IDs found with provided prefix: 0
            400 | {"message":"multiple IDs found with provided prefix: 0"}             | container-ambiguous     | multiple IDs found with provided prefix: 0
            409 | {"message":"container is marked for removal and cannot be started"}  | docker-refused          | Docker refused: container is marked for removal and cannot be started
            400 | {"message":"Invalid filter 'status=bad'"}                            | docker-refused          | Docker refused: Invalid filter 'status=bad'
            400 | client version 1.10 is too old. Minimum supported API version is 1.12 | docker-failed           | Docker failed: client version 1.10 is too old. Minimum supported API version is 1.12
            500 | {"message":"driver failed programming external connectivity"}        | docker-failed           | Docker failed: driver failed programming external connectivity
            502 | <html>                                                               | docker-failed           | Docker failed: <html>
            """)
    void saysTheEnginesErrorsInTheEnginesWords(int status, String body, String name, String detail) {
        recorded.server()
                .stubFor(get(urlPathEqualTo("/v1.41/containers/json"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(status).withBody(body)));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> recorded.engine().ask(EngineTest::list))
                .satisfies(problem -> {
                    assertThat(problem.toProblem().getType()).isEqualTo(URI.create("urn:rightlink:problem:" + name));
                    assertThat(problem).hasMessage(detail);
                });
    }

    @Test
    void saysWhatKindOfErrorItIs() {
        assertThatThrownBy(() -> whenTheAnswerIs(404)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> whenTheAnswerIs(409)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> whenTheAnswerIs(400)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> whenTheAnswerIs(500)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void doesNotBlameTheEngineForABugOfOurs() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> recorded.engine().ask(_ -> {
                    throw new IllegalArgumentException("a bug");
                }));
    }

    @Test
    void takesNotModifiedForDone() {
        recorded.server()
                .stubFor(post("/v1.41/containers/web/start")
                        .willReturn(aResponse().withStatus(304)));
        assertThatCode(() -> recorded.engine().act(Duration.ZERO, docker -> docker.startContainerCmd("web")
                        .exec()))
                .doesNotThrowAnyException();
    }

    @Test
    void isMorePatientWithAnActionThanWithAQuestion() {
        recorded.server()
                .stubFor(post("/v1.41/containers/web/start")
                        .willReturn(aResponse().withStatus(204).withFixedDelay(1_000)));
        Engine engine = recorded.engine(Duration.ofMillis(500));
        assertThatCode(() -> engine.act(
                        Duration.ZERO, docker -> docker.startContainerCmd("web").exec()))
                .doesNotThrowAnyException();
    }

    @Test
    void stopsWaitingForAnActionWhenItIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> recorded.engine()
                .act(Duration.ZERO, docker -> docker.startContainerCmd("web").exec()));
    }

    @Test
    void leavesAnInterruptedCallerInterrupted() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> recorded.engine().ask(EngineTest::list));
        assertThat(Thread.interrupted()).isTrue();
    }

    private void whenTheAnswerIs(int status) {
        recorded.says("/v1.41/containers/web/json", status, "{\"message\":\"no\"}");
        recorded.engine().ask(docker -> docker.inspectContainerCmd("web").exec());
    }

    private static List<Container> list(DockerClient docker) {
        return docker.listContainersCmd().withShowAll(true).exec();
    }
}
