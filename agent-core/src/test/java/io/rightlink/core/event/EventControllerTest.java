package io.rightlink.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.stream.EventStream;
import io.rightlink.core.testing.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest
@Timeout(60)
class EventControllerTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String LIFE = "00000000000000aa";
    private static final String BEGIN = LIFE + "-0-0";

    @Autowired
    MockMvcTester api;

    @Test
    void sendsWhatIsHeldBehindTheLastEvent() throws IOException {
        golden("all", "/v1/events", BEGIN);
    }

    @Test
    void sendsOnlyTheTypesThatAreAskedFor() throws IOException {
        golden("filtered", "/v1/events?type=container-removed&type=run", BEGIN);
    }

    @Test
    void saysWhatAReaderOfAnEarlierLifeHasMissed() throws IOException {
        golden("missed", "/v1/events?type=run", "00000000000000bb-17-1767322800000");
    }

    @Test
    void sendsNothingOfBeforeToWhoComesForTheFirstTime() throws IOException {
        assertThat(body(api.get().uri("/v1/events").exchange())).doesNotContain("data:");
    }

    @Test
    void namesTheTypesThereAre() {
        MvcTestResult answer = api.get().uri("/v1/events?type=run&type=runs").exchange();

        assertThat(answer).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo(
                        "Cannot filter by the type 'runs': there are "
                                + "container, container-removed, image, image-removed, engine, unit, run, boot, schedule, alert, notification");
    }

    @ParameterizedTest
    @CsvSource({"x", "''", "00000000000000aa-1", "00000000000000aa-99-0", "00000000000000AA-1-0"})
    void refusesWhatIsNoPlace(String place) {
        MvcTestResult answer =
                api.get().uri("/v1/events").header("Last-Event-ID", place).exchange();

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains("Last-Event-ID");
    }

    @Test
    void sendsNoEventsToWhoAsksForTheHeaders() throws IOException {
        MvcTestResult answer = api.head().uri("/v1/events").exchange();

        assertThat(answer).hasStatusOk().hasContentType("text/event-stream;charset=UTF-8");
        assertThat(body(answer)).isEmpty();
    }

    private void golden(String name, String uri, String after) throws IOException {
        MvcTestResult answer = api.get().uri(uri).header("Last-Event-ID", after).exchange();

        assertThat(answer)
                .hasStatusOk()
                .hasContentType("text/event-stream;charset=UTF-8")
                .hasHeader("Cache-Control", "no-store");
        Golden.assertMatches(Path.of("src/test/resources/golden/events-" + name + ".txt"), body(answer));
    }

    private static String body(MvcTestResult answer) throws IOException {
        return answer.getResponse().getContentAsString();
    }

    /** Absent where it isn't known. */
    private record Removed(String id, Optional<String> name) {}

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        /** An agent that has told three events and stops, so that each answer ends. */
        @Bean
        EventController eventController(JsonMapper json) {
            EventSettings settings = new EventSettings(8, DataSize.ofKilobytes(64), 1, Duration.ofSeconds(15));
            EventRing ring = new EventRing(settings, new EventForm(json), LIFE, Clock.fixed(NOW, ZoneOffset.UTC));
            ring.publish(EventType.CONTAINER_REMOVED, new Removed("c0ffee", Optional.empty()));
            ring.publish(EventType.UNIT, Map.of("name", "web\nß.service"));
            ring.publish(EventType.CONTAINER_REMOVED, new Removed("c0ffef", Optional.of("web")));
            ring.close();
            return new EventController(ring, new EventStream<>(settings.heartbeat(), Function.identity()));
        }
    }
}
