package io.rightlink.docker.container;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.rightlink.docker.container.ContainerAction.KILL;
import static io.rightlink.docker.container.ContainerAction.RESTART;
import static io.rightlink.docker.container.ContainerAction.START;
import static io.rightlink.docker.container.ContainerAction.STOP;
import static io.rightlink.docker.engine.RecordedEngine.API;
import static io.rightlink.docker.engine.RecordedEngine.idOf;
import static io.rightlink.docker.engine.RecordedEngine.tree;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobState;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.RecordedEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class EngineContainersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:51:40Z");
    private static final String WEB = idOf("web");

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @RegisterExtension
    final Tables tables = new Tables();

    private final ImmediateJobs jobs = new ImmediateJobs();

    @Test
    void saysAsOfWhenTheListIs() {
        assertThat(containers().list(ContainerFilter.ALL).asOf()).isEqualTo(NOW);
    }

    @Test
    void leavesOutAContainerThatIsRemovedWhileItIsLookedAt() {
        recorded.says(inspectionOf("web"), 404, "{\"message\":\"No such container: " + WEB + "\"}");
        Listing<Container> found = containers().list(ContainerFilter.ALL);
        assertThat(found.items())
                .hasSize(7)
                .noneMatch(container -> container.id().equals(WEB));
        assertThat(found.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"500,{\"message\":\"layer not known\"}", "200,{}", "200,null"})
    void showsWhatTheListSaysOfAContainerThatTheEngineCannotDescribe(int status, String body) {
        recorded.says(inspectionOf("web"), status, body);
        Listing<Container> found = containers().list(ContainerFilter.ALL);
        assertThat(found.items()).hasSize(8);
        assertThat(found.complete()).isFalse();
        assertThat(found.reason()).isNotBlank();
        assertThat(found.items())
                .filteredOn(container -> container.id().equals(WEB))
                .singleElement()
                .satisfies(web -> {
                    assertThat(web.state()).isEqualTo(ContainerState.RUNNING);
                    assertThat(web.name()).contains("web");
                    assertThat(web.ports()).hasSize(2);
                    assertThat(web.mounts()).hasSize(2);
                    assertThat(web.restartCount()).isEmpty();
                    assertThat(web.startedAt()).isEmpty();
                });
    }

    @Test
    void isNotHeldUpByAContainerThatTheEngineHangsOn() {
        recorded.server()
                .stubFor(get(inspectionOf("web"))
                        .atPriority(1)
                        .willReturn(aResponse().withFixedDelay(60_000)));
        long before = System.nanoTime();
        Listing<Container> found = containers(Duration.ofSeconds(2)).list(ContainerFilter.ALL);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
        assertThat(found.complete()).isFalse();
        assertThat(found.reason()).contains("within 2 s");
        assertThat(found.items()).hasSize(8);
        assertThat(found.items())
                .filteredOn(container -> container.restartCount().isPresent())
                .hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({"500,{\"message\":\"database is locked\"}", "404,{\"message\":\"page not found\"}", "200,{}", "200,null"
    })
    void doesNotTakeAnErrorForAnEmptyList(int status, String body) {
        recorded.server()
                .stubFor(get(urlPathEqualTo(API + "/containers/json"))
                        .atPriority(1)
                        .willReturn(jsonResponse(body, status)));
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> containers().list(ContainerFilter.ALL))
                .isInstanceOfAny(UnavailableException.class, NotFoundException.class);
    }

    @Test
    void tellsWhenTheBeginningOfAnIdFitsSeveral() {
        String beginning = sharedBeginning();
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> containers().get(new ContainerRef(beginning)))
                .withMessage("Multiple IDs found with provided prefix: " + beginning);
    }

    @ParameterizedTest
    @EnumSource(ContainerAction.class)
    void doesNothingToItsOwnContainer(ContainerAction action) {
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() ->
                        containers(new OwnContainer(Optional.of(WEB))).act(new ContainerRef("web"), action, false))
                .withMessage("Cannot " + action.label()
                        + " container 'web': the agent runs in it; force=true does it all the same");
        recorded.server().verify(0, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @MethodSource("namesOfWeb")
    void knowsItsOwnContainerByWhateverName(String name) {
        Containers containers = containers(new OwnContainer(Optional.of(WEB)));
        for (ContainerAction action : ContainerAction.values()) {
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> containers.act(new ContainerRef(name), action, false))
                    .withMessageContaining("the agent runs in it");
        }
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> containers.remove(new ContainerRef(name), false, true))
                .withMessage("Cannot remove container 'web': the agent runs in it; force=true does it all the same");
        recorded.server().verify(0, postRequestedFor(anyUrl()));
        recorded.server().verify(0, deleteRequestedFor(anyUrl()));
    }

    static List<String> namesOfWeb() {
        return List.of(WEB, WEB.substring(0, 12), WEB.substring(0, 6), "web");
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void removesAsItIsTold(boolean force, boolean volumes) {
        String path = API + "/containers/" + WEB;
        recorded.server()
                .stubFor(delete(urlPathEqualTo(path)).willReturn(aResponse().withStatus(204)));
        Containers containers = containers(new OwnContainer(force ? Optional.of(WEB) : Optional.empty()));
        Job job = containers.remove(new ContainerRef("web"), force, volumes);
        assertThat(job.kind()).isEqualTo("container-remove");
        assertThat(job.summary()).isEqualTo("Remove container 'web'");
        assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
        recorded.server()
                .verify(
                        1,
                        deleteRequestedFor(urlPathEqualTo(path))
                                .withQueryParam("force", force ? equalTo("true") : absent())
                                .withQueryParam("v", volumes ? equalTo("true") : absent()));
    }

    @Test
    void doesItToItsOwnContainerWhenForced() {
        accepts("stop?t=10", 204);
        Job job = containers(new OwnContainer(Optional.of(WEB))).act(new ContainerRef("web"), STOP, true);
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void namesTheContainerByItsIdWhenItActs() {
        accepts("restart?t=10", 204);
        Job job = containers().act(new ContainerRef("web"), RESTART, false);
        assertThat(job.kind()).isEqualTo("container-restart");
        assertThat(job.summary()).isEqualTo("Restart container 'web'");
        recorded.server().verify(1, postRequestedFor(urlEqualTo(API + "/containers/" + WEB + "/restart?t=10")));
    }

    @Test
    void showsTheContainerAsItIsAfterwards() {
        accepts("kill", 204);
        Job job = containers().act(new ContainerRef("web"), KILL, false);
        assertThat(requireNonNull(job.result()).get("id").asString()).isEqualTo(WEB);
        assertThat(job.result().get("state").asString()).isEqualTo("running");
    }

    @Test
    void isDoneWhenTheContainerRunsAlready() {
        accepts("start", 304);
        assertThat(containers().act(new ContainerRef("web"), START, false).state())
                .isEqualTo(JobState.SUCCEEDED);
    }

    @ParameterizedTest
    @CsvSource({",10", "1,1", "90,90", "0,0", "-1,2147483647"})
    void givesTheContainerTheTimeThatItAsksForToStop(@Nullable Integer asksFor, String given) {
        ObjectNode inspection = (ObjectNode) tree("container-web.json");
        ((ObjectNode) inspection.get("Config")).put("StopTimeout", asksFor);
        recorded.says(inspectionOf("web"), 200, inspection.toString());
        accepts("stop?t=" + given, 204);
        assertThat(containers().act(new ContainerRef("web"), STOP, false).state())
                .isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void succeedsWithNothingToShowWhenTheContainerWasRemovedOnStopping() {
        recorded.server()
                .stubFor(post(API + "/containers/" + WEB + "/stop?t=10")
                        .inScenario("removal")
                        .willSetStateTo("removed")
                        .willReturn(aResponse().withStatus(204)));
        recorded.server()
                .stubFor(get(inspectionOf("web"))
                        .atPriority(1)
                        .inScenario("removal")
                        .whenScenarioStateIs("removed")
                        .willReturn(jsonResponse("{\"message\":\"No such container: web\"}", 404)));
        Job job = containers().act(new ContainerRef("web"), STOP, false);
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.result()).isNull();
    }

    @Test
    void failsInTheEnginesWords() {
        String words = "driver failed programming external connectivity on endpoint web: port is already allocated";
        recorded.server()
                .stubFor(post(API + "/containers/" + WEB + "/start")
                        .willReturn(jsonResponse("{\"message\":\"" + words + "\"}", 500)));
        Job job = containers().act(new ContainerRef("web"), START, false);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(requireNonNull(job.problem()).get("detail").asString()).isEqualTo("Docker failed: " + words);
    }

    @Test
    void beginsNoJobForAContainerThatIsNotThere() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> containers().act(new ContainerRef("x"), STOP, false));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> jobs.get("job-1"));
    }

    /** Has one of the recorded containers be listed a second time, under an id that begins as its own does. */
    private String sharedBeginning() {
        ObjectNode twin = (ObjectNode) tree("container-web.json");
        String id = WEB.substring(0, 12) + "0".repeat(52);
        recorded.says(
                API + "/containers/" + id + "/json", 200, twin.put("Id", id).toString());
        ArrayNode listed = (ArrayNode) tree("containers.json");
        listed.add(((ObjectNode) listed.get(0).deepCopy()).put("Id", id));
        recorded.server()
                .stubFor(get(urlPathEqualTo(API + "/containers/json"))
                        .atPriority(1)
                        .willReturn(jsonResponse(listed.toString(), 200)));
        return WEB.substring(0, 12);
    }

    private void accepts(String action, int status) {
        recorded.server()
                .stubFor(post(API + "/containers/" + WEB + "/" + action)
                        .withHeader("Connection", equalTo("close"))
                        .willReturn(aResponse().withStatus(status)));
    }

    private static String inspectionOf(String name) {
        return API + "/containers/" + idOf(name) + "/json";
    }

    private Containers containers() {
        return containers(new OwnContainer(Optional.empty()));
    }

    private Containers containers(OwnContainer own) {
        return containers(Duration.ofSeconds(10), own);
    }

    private Containers containers(Duration patience) {
        return containers(patience, new OwnContainer(Optional.empty()));
    }

    private Containers containers(Duration patience, OwnContainer own) {
        Engine engine = recorded.engine(patience);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return Tables.containers(engine, tables.following(engine, clock), clock, own, jobs);
    }
}
