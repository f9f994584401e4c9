package io.rightlink.docker.placement;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.rightlink.docker.engine.RecordedEngine.API;
import static io.rightlink.docker.engine.RecordedEngine.idOf;
import static io.rightlink.docker.engine.RecordedEngine.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.docker.engine.RecordedEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a start that an engine in trouble answers with an error of its own. */
@Timeout(60)
class ImagePlacementTest {

    private static final String CREATED = idOf("exited");
    private static final String CONTAINER = API + "/containers/" + CREATED;
    private static final String TROUBLE = "{\"message\":\"database is locked\"}";

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @TempDir
    Path state;

    @BeforeEach
    void create() {
        recorded.says(API + "/images/busybox/json", 200, "{\"Id\":\"sha256:1\"}");
        recorded.server()
                .stubFor(post(urlPathEqualTo(API + "/containers/create"))
                        .willReturn(jsonResponse("{\"Id\":\"" + CREATED + "\"}", 201)));
        recorded.server().stubFor(post(urlPathEqualTo(CONTAINER + "/start")).willReturn(jsonResponse(TROUBLE, 500)));
    }

    @Test
    void waitsForAProgramOfWhichNobodyCanTellWhetherItWasStarted() throws Exception {
        recorded.server()
                .stubFor(get(urlPathEqualTo(CONTAINER + "/json"))
                        .atPriority(1)
                        .inScenario("trouble")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(jsonResponse(TROUBLE, 500)));

        int code = start().await().code().orElseThrow();

        assertThat(code)
                .isEqualTo(tree("container-exited.json").at("/State/ExitCode").asInt());
        recorded.server().verify(0, deleteRequestedFor(anyUrl()));
    }

    @Test
    void waitsForAProgramWhoseContainerCannotBeRemoved() throws Exception {
        neverStarted();
        recorded.server()
                .stubFor(delete(urlPathEqualTo(CONTAINER))
                        .inScenario("trouble")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(jsonResponse(TROUBLE, 500)));
        recorded.server()
                .stubFor(delete(urlPathEqualTo(CONTAINER))
                        .inScenario("trouble")
                        .whenScenarioStateIs("over")
                        .willReturn(jsonResponse("", 204)));

        assertThat(start().await().isKnown()).isFalse();
    }

    @Test
    void failsWhereTheProgramWasNotStarted() {
        neverStarted();
        recorded.server().stubFor(delete(urlPathEqualTo(CONTAINER)).willReturn(jsonResponse("", 204)));

        assertThatIOException()
                .isThrownBy(this::start)
                .withMessageContaining("can't execute /bin/true in 'busybox'")
                .withMessageContaining("database is locked");

        recorded.server().verify(1, deleteRequestedFor(urlPathEqualTo(CONTAINER)));
    }

    private void neverStarted() {
        recorded.says(
                CONTAINER + "/json",
                200,
                "{\"Id\":\"" + CREATED + "\",\"Config\":{},\"State\":{\"StartedAt\":\"0001-01-01T00:00:00Z\"}}");
    }

    private Running start() throws IOException {
        AgentSettings agent = new AgentSettings("1.2.3", "/", state, null, state.resolve("run"));
        Placement placement = new ImagePlacement(recorded.engine(), agent, Duration.ofSeconds(1));
        return placement.start(new Launch(
                "one",
                List.of("/bin/true"),
                Map.of(),
                state,
                state.resolve("output.raw"),
                Duration.ofMinutes(1),
                Optional.of("busybox")));
    }
}
