package io.rightlink.docker.placement;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.rightlink.docker.engine.RecordedEngine.API;
import static io.rightlink.docker.engine.RecordedEngine.idOf;
import static io.rightlink.docker.engine.RecordedEngine.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.RecordedEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run's container is told to be by an engine in trouble, which a real one can't be made to be in. */
@Timeout(30)
class ImageRunTest {

    private static final String ENDED = idOf("exited");
    private static final String INSPECTION = API + "/containers/" + ENDED + "/json";
    private static final String LOG = API + "/containers/" + ENDED + "/logs";

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @Test
    void givesUpALogThatTheEngineRefusesOnceItsContainerHasEnded() throws IOException {
        recorded.says(LOG, 500, "{\"message\":\"error while reading log\"}");
        try (ContainerOutput output = new ContainerOutput(container(), Duration.ofSeconds(1), Duration.ofMillis(5))) {
            assertThatIOException()
                    .isThrownBy(output::readAllBytes)
                    .withMessageContaining("to its end")
                    .havingCause()
                    .withMessageContaining("error while reading log");
        }
    }

    @Test
    void readsALogThatTheEngineRefusedForAMoment() throws IOException {
        recorded.says(LOG, 200, "");
        recorded.server()
                .stubFor(get(urlPathEqualTo(LOG))
                        .atPriority(1)
                        .inScenario("trouble")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(jsonResponse("{\"message\":\"database is locked\"}", 500)));
        try (ContainerOutput output = new ContainerOutput(container(), Duration.ofSeconds(1), Duration.ofMillis(5))) {
            assertThat(output.readAllBytes()).isEmpty();
        }
    }

    @Test
    void takesAnAnswerThatSaysNothingForNone() {
        recorded.says(INSPECTION, 200, "{}");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(container()::look)
                .withMessageContaining("says nothing");
    }

    @Test
    void waitsOnWhileTheEngineSaysNothing() throws InterruptedException {
        firstInspection("{}");
        ImageRun run = new ImageRun("exited", container(), Duration.ofSeconds(1));
        int code = tree("container-exited.json").at("/State/ExitCode").asInt();
        assertThat(run.await().code()).isEqualTo(OptionalInt.of(code));
    }

    private void firstInspection(String answer) {
        recorded.server()
                .stubFor(get(urlPathEqualTo(INSPECTION))
                        .atPriority(1)
                        .inScenario("trouble")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(jsonResponse(answer, 200)));
    }

    private RunEngine container() {
        return new RunEngine(recorded.engine(), ENDED);
    }
}
