package io.rightlink.docker.container;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.lessThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.rightlink.docker.engine.RecordedEngine.API;
import static io.rightlink.docker.engine.RecordedEngine.idOf;
import static io.rightlink.docker.engine.RecordedEngine.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.problem.NotFoundException;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineEvent;
import io.rightlink.docker.engine.EngineEvent.Subject;
import io.rightlink.docker.engine.EngineWatch;
import io.rightlink.docker.engine.Engines;
import io.rightlink.docker.engine.RecordedEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class ContainerTableTest {

    private static final String WEB = idOf("web");
    private static final String LIST = API + "/containers/json";
    private static final String INSPECTION = API + "/containers/" + WEB + "/json";

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @RegisterExtension
    final Tables tables = new Tables();

    private final Told told = new Told();
    private final List<String> published = new CopyOnWriteArrayList<>();
    private ContainerTable table;

    @BeforeEach
    void follow() {
        Engine engine = recorded.engine();
        EngineWatch watch = Engines.watch(engine, Clock.systemUTC());
        table = new ContainerTable(
                new Inspector(engine, Clock.systemUTC()),
                watch,
                List.of(told, new ContainerEvents((type, data) -> published.add(type.label() + " " + data))),
                Clock.systemUTC());
        tables.started(watch);
        assertThat(table.list(ContainerFilter.ALL).items()).hasSize(8);
        told.words.clear();
    }

    @Test
    void inspectsAContainerOnceForManyEvents() {
        recorded.server().resetRequests();
        for (int i = 0; i < 200; i++) {
            table.onEvent(event("health_status: healthy"));
        }
        assertThat(table.seen(WEB)).isPresent();
        recorded.server().verify(lessThanOrExactly(3), getRequestedFor(urlEqualTo(INSPECTION)));
        recorded.server().verify(0, getRequestedFor(urlEqualTo(LIST + "?all=true")));
    }

    @Test
    void answersFromMemory() {
        recorded.server().resetRequests();
        table.list(ContainerFilter.ALL);
        table.workloads();
        table.find(new ContainerRef("web"));
        recorded.server().verify(0, getRequestedFor(urlPathMatching(".*")));
    }

    @Test
    void showsAndTellsWhatAnEventIsAbout() {
        ObjectNode details = (ObjectNode) tree("container-web.json");
        ((ObjectNode) details.get("State")).put("Status", "paused");
        recorded.says(INSPECTION, 200, details.toString());
        table.onEvent(event("pause"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        table.find(new ContainerRef("web")).container().state())
                .isEqualTo(ContainerState.PAUSED));
        assertThat(told.words).containsExactly("web paused");
    }

    /** Eight containers were there from the start. */
    @Test
    void publishesWhatHasChangedSinceAllWasSeenAndNotWhatWasThere() {
        assertThat(published).isEmpty();
        recorded.says(INSPECTION, 404, "{\"message\":\"No such container: web\"}");
        table.onEvent(event("destroy"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(published)
                .containsExactly("container-removed Removed[id=" + WEB + ", name=Optional[web]]"));
    }

    @Test
    void publishesWhatHasChangedWhileNobodyLooked() {
        ObjectNode details = (ObjectNode) tree("container-web.json");
        ((ObjectNode) details.get("State")).put("Status", "paused");
        recorded.says(INSPECTION, 200, details.toString());
        table.lookAtAll();
        assertThat(published).singleElement().asString().startsWith("container Container[id=" + WEB);
    }

    @Test
    void forgetsAContainerThatIsGone() {
        recorded.says(INSPECTION, 404, "{\"message\":\"No such container: web\"}");
        table.onEvent(event("destroy"));
        await().atMost(Duration.ofSeconds(10)).until(() -> told.words.contains("web removed"));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> table.find(new ContainerRef("web")));
        assertThat(table.list(ContainerFilter.ALL).items()).hasSize(7);
    }

    @Test
    void saysThatItCouldNotBeInspectedUntilItCan() {
        recorded.says(INSPECTION, 500, "{\"message\":\"layer not known\"}");
        assertThat(table.seen(WEB)).isPresent();
        assertThat(table.list(ContainerFilter.ALL).complete()).isFalse();
        assertThat(table.list(ContainerFilter.ALL).reason()).startsWith("Docker failed: layer not known (since ");
        recorded.says(INSPECTION, 200, tree("container-web.json").toString());
        table.lookAgain();
        assertThat(table.list(ContainerFilter.ALL).complete()).isTrue();
    }

    @Test
    void noticesWithoutAnEventThatTheListHasChanged() {
        ArrayNode listed = (ArrayNode) tree("containers.json");
        for (int i = 0; i < listed.size(); i++) {
            if (listed.get(i).get("Id").asString().equals(WEB)) {
                listed.remove(i);
            }
        }
        lists(listed);
        recorded.says(INSPECTION, 404, "{\"message\":\"No such container: web\"}");
        table.lookAgain();
        assertThat(told.words).containsExactly("web removed");
    }

    @Test
    void asksForEverythingAgainWhenItCannotLook() {
        recorded.server().resetRequests();
        recorded.server()
                .stubFor(get(urlPathEqualTo(LIST))
                        .atPriority(1)
                        .willReturn(jsonResponse("{\"message\":\"database is locked\"}", 500)));
        table.onEvent(event("start"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> recorded.server()
                .verify(moreThanOrExactly(1), getRequestedFor(urlPathEqualTo(RecordedEngine.API + "/events"))));
    }

    @Test
    void asksForEverythingAgainAfterAnErrorOfTheAgentsOwn() {
        ObjectNode details = (ObjectNode) tree("container-web.json");
        ((ObjectNode) details.get("State")).put("Status", "paused");
        recorded.says(INSPECTION, 200, details.toString());
        recorded.server().resetRequests();
        told.error = new LinkageError("just in this test");
        table.onEvent(event("pause"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> recorded.server()
                .verify(moreThanOrExactly(1), getRequestedFor(urlPathEqualTo(RecordedEngine.API + "/events"))));
    }

    @Test
    void holdsAThousandContainersOfWhichNoneHasAName() {
        ArrayNode listed = JsonMapper.shared().createArrayNode();
        ObjectNode line = (ObjectNode) tree("containers.json").get(0);
        for (int i = 0; i < 1_000; i++) {
            listed.add(line.deepCopy().put("Id", "%064x".formatted(i)).putNull("Names"));
        }
        ObjectNode details = (ObjectNode) tree("container-web.json");
        recorded.server()
                .stubFor(get(urlPathMatching(API + "/containers/0{10}.*/json"))
                        .atPriority(2)
                        .willReturn(jsonResponse(details.put("Name", "").toString(), 200)));
        lists(listed);
        table.lookAtAll();
        assertThat(table.list(ContainerFilter.ALL).items())
                .filteredOn(container -> container.id().startsWith("000"))
                .hasSize(1_000)
                .allMatch(container -> container.name().isEmpty());
    }

    private void lists(ArrayNode listed) {
        recorded.server()
                .stubFor(get(urlEqualTo(LIST + "?all=true"))
                        .atPriority(1)
                        .willReturn(jsonResponse(listed.toString(), 200)));
    }

    private static EngineEvent event(String action) {
        return new EngineEvent(Subject.CONTAINER, action, WEB);
    }

    /** Writes down what it is told. */
    private static final class Told implements ContainerListener {

        private final List<String> words = new CopyOnWriteArrayList<>();
        private volatile @Nullable Error error;

        @Override
        public void onChanged(Container container) {
            Error mishap = error;
            if (mishap != null) {
                throw mishap;
            }
            words.add(container.displayName() + " " + container.state().label());
        }

        @Override
        public void onRemoved(Container container) {
            words.add(container.displayName() + " removed");
        }
    }
}
