package io.rightlink.docker.container;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.rightlink.docker.engine.RecordedEngine.API;
import static io.rightlink.docker.engine.RecordedEngine.idOf;
import static io.rightlink.docker.engine.RecordedEngine.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineEvent;
import io.rightlink.docker.engine.EngineEvent.Subject;
import io.rightlink.docker.engine.RecordedEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What no engine should say, to a table that knows its containers: it is never empty or wrong, and as it was when all is well. */
@Timeout(60)
class MalformedAnswersTest {

    private static final String WEB = idOf("web");
    private static final String LIST = API + "/containers/json";
    private static final String INSPECTION = API + "/containers/" + WEB + "/json";

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @RegisterExtension
    final Tables tables = new Tables();

    private ContainerTable table;

    /** How an answer can be spoilt. */
    enum Spoilt {
        CUT_OFF,
        SHORTER_THAN_IT_SAYS,
        HTML,
        PLAIN_TEXT_WITH_500,
        A_NUMBER,
        NULL,
        NOTHING,
        CHUNKS_THAT_ARE_NONE,
        NO_HTTP;

        ResponseDefinitionBuilder of(String body) {
            String half = body.substring(0, body.length() / 2);
            return switch (this) {
                case CUT_OFF -> aResponse().withBody(half);
                case SHORTER_THAN_IT_SAYS ->
                    aResponse().withBody(half).withHeader("Content-Length", Integer.toString(body.length()));
                case HTML -> aResponse().withBody("<html><body>It works!</body></html>");
                case PLAIN_TEXT_WITH_500 ->
                    aResponse().withStatus(500).withBody("runtime error: invalid memory address");
                case A_NUMBER -> aResponse().withBody("42");
                case NULL -> aResponse().withBody("null");
                case NOTHING -> aResponse();
                case CHUNKS_THAT_ARE_NONE -> aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK);
                case NO_HTTP -> aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE);
            };
        }
    }

    @BeforeEach
    void follow() {
        Engine engine = recorded.engine();
        table = tables.following(engine, Clock.systemUTC());
        assertThat(all().items()).hasSize(8);
    }

    @ParameterizedTest
    @EnumSource(Spoilt.class)
    void showsWhatTheListSaysOfAContainerWhoseDetailsCannotBeRead(Spoilt spoilt) {
        StubMapping stub = recorded.server()
                .stubFor(get(urlEqualTo(INSPECTION))
                        .atPriority(1)
                        .willReturn(spoilt.of(tree("container-web.json").toString())));
        assertThat(table.seen(WEB)).hasValueSatisfying(MalformedAnswersTest::isListed);
        assertThat(all().complete()).isFalse();
        assertThat(all().items()).hasSize(8);
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(table::workloads);
        isAsItWasWithout(stub);
    }

    /** What is of another type, or makes no sense. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            State           | null
            State           | "running"
            State           | {"Status": "running", "Pid": "many"}
            State           | {"Pid": 308}
            State           | {"Status": "running", "Running": true}
            State           | {"Status": "running", "Pid": 308, "StartedAt": "yesterday"}
            Created         | "yesterday"
            Created         | {}
            Mounts          | ["/data"]
            Mounts          | {}
            HostConfig      | null
            NetworkSettings | []
            NetworkSettings | {"Ports": {"http": null}}
            Id              | null
            """)
    void showsWhatTheListSaysOfAContainerWhoseDetailsMakeNoSense(String field, String value) {
        StubMapping stub = details(field, value);
        assertThat(table.seen(WEB)).hasValueSatisfying(MalformedAnswersTest::isListed);
        assertThat(all().complete()).isFalse();
        assertThat(all().reason()).contains("Docker").contains("(since ").doesNotContain("because \"");
        isAsItWasWithout(stub);
    }

    /** What is missing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            State           | {"Status": "running", "Pid": 308}
            State           | {"Status": "running", "Pid": 308, "StartedAt": "", "FinishedAt": ""}
            Created         | ""
            Created         | null
            Name            | null
            Config          | null
            Mounts          | null
            NetworkSettings | null
            """)
    void doesWithoutDetailsThatAreMissing(String field, String value) {
        details(field, value);
        assertThat(table.seen(WEB)).hasValueSatisfying(web -> {
            assertThat(web.state()).isEqualTo(ContainerState.RUNNING);
            assertThat(web.createdAt()).isBetween("2026-11-22T12:50:46Z", "2026-11-22T12:50:47Z");
        });
        assertThat(all().complete()).isTrue();
        assertThat(all().items()).hasSize(8);
        assertThat(table.workloads())
                .filteredOn(workload -> workload.id().equals(WEB))
                .singleElement()
                .satisfies(web -> assertThat(web.initPid()).isEqualTo(308));
    }

    @ParameterizedTest
    @EnumSource(Spoilt.class)
    void takesNoListThatCannotBeReadForTheTruth(Spoilt spoilt) {
        StubMapping stub = recorded.server()
                .stubFor(get(urlPathEqualTo(LIST))
                        .atPriority(1)
                        .willReturn(spoilt.of(tree("containers.json").toString())));
        doubtsWhatItKnows();
        isAsItWasWithout(stub);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Id      | null
            Id      | ""
            Names   | {"0": "/web"}
            Names   | "/web"
            Created | "yesterday"
            """)
    void takesNoListOfWhichALineMakesNoSenseForTheTruth(String field, String value) {
        StubMapping stub = line(field, value);
        doubtsWhatItKnows();
        isAsItWasWithout(stub);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Names", "Created", "State", "Status", "Image", "ImageID", "Labels", "Ports", "Mounts"})
    void doesWithoutWhatIsMissingInTheList(String field) {
        line(field, "null");
        table.lookAtAll();
        assertThat(all().complete()).isTrue();
        assertThat(all().items()).hasSize(8);
        Container web = table.find(new ContainerRef("web")).container();
        assertThat(web.state()).isEqualTo(ContainerState.RUNNING);
        assertThat(web.image()).isNotEmpty();
    }

    @Test
    void tellsThatItKnowsNothingOfAContainerThatIsNeitherListedWholeNorDescribed() {
        StubMapping stub = line("Created", "null");
        StubMapping other = details("State", "null");
        table.onEvent(new EngineEvent(Subject.CONTAINER, "start", WEB));
        doubtsWhatItKnows();
        recorded.server().removeStub(other);
        isAsItWasWithout(stub);
    }

    private static void isListed(Container web) {
        assertThat(web.name()).contains("web");
        assertThat(web.state()).isEqualTo(ContainerState.RUNNING);
        assertThat(web.createdAt()).isEqualTo("2026-11-22T12:50:46Z");
        assertThat(web.ports()).hasSize(2);
        assertThat(web.startedAt()).isEmpty();
    }

    /** Says that it can't tell, or what it knew and that this may be wrong, until it is well; never that there is nothing. */
    private void doubtsWhatItKnows() {
        table.onEvent(new EngineEvent(Subject.IMAGE, "tag", "app:1"));
        await().atMost(Duration.ofSeconds(10)).until(() -> known().isEmpty());
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(this::all)
                .withMessageContaining("Docker")
                .withMessageNotContaining("because \"");
    }

    /** Returns how many containers are shown; empty once it can't be told. */
    private Optional<Integer> known() {
        try {
            Listing<Container> shown = all();
            assertThat(shown.items()).hasSize(8);
            return Optional.of(shown.items().size());
        } catch (UnavailableException e) {
            return Optional.empty();
        }
    }

    private void isAsItWasWithout(StubMapping stub) {
        recorded.server().removeStub(stub);
        table.onEvent(new EngineEvent(Subject.IMAGE, "tag", "app:1"));
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> all().complete() && all().items().size() == 8);
        assertThat(table.seen(WEB))
                .hasValueSatisfying(web -> assertThat(web.startedAt()).isPresent());
    }

    private Listing<Container> all() {
        return table.list(ContainerFilter.ALL);
    }

    private StubMapping details(String field, String value) {
        ObjectNode details = (ObjectNode) tree("container-web.json");
        details.set(field, JsonMapper.shared().readTree(value));
        return recorded.server()
                .stubFor(get(urlEqualTo(INSPECTION))
                        .atPriority(1)
                        .willReturn(aResponse().withBody(details.toString())));
    }

    /** Has the list say something else of the container web. */
    private StubMapping line(String field, String value) {
        ArrayNode lines = (ArrayNode) tree("containers.json");
        List<ObjectNode> web = lines.valueStream()
                .filter(line -> line.get("Id").asString().equals(WEB))
                .map(ObjectNode.class::cast)
                .toList();
        web.getFirst().set(field, JsonMapper.shared().readTree(value));
        return recorded.server()
                .stubFor(get(urlPathEqualTo(LIST))
                        .atPriority(1)
                        .willReturn(aResponse().withBody(lines.toString())));
    }
}
