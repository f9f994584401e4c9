package io.rightlink.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import io.rightlink.core.testing.Golden;
import io.rightlink.monitoring.sample.SampleSink;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Samples;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole room over a recorded host whose processor gets busy, seen through its API. */
class AlertedAgentTest {

    private static final Instant START = Instant.ofEpochSecond(1_795_352_000);
    private static final String BUSY =
            "{\"clause\": \"If cpu-0/cpu-idle.value < 10 for 1 minutes Then escalate critical\", \"description\": \"Busy.\"}";

    @TempDir
    private Path state;

    private RecordedHost host = RecordedHost.V1;

    @AutoClose
    private ScrapedAgent agent;

    private RestClient api;
    private long idle = 164_765;
    private long second;

    @BeforeEach
    void start() throws IOException {
        host = RecordedHost.V1.copyTo(state.resolve("host"));
        host.write("/proc/sys/kernel/hostname", "recorded\n");
        agent = ScrapedAgent.start(host.directory(), state, List::of, List.of(Heard.class));
        api = agent.api();
    }

    @Test
    void tellsThatAProcessorIsBusyAndThatItIsNoMore() throws IOException {
        assertThat(put("rs cpu I/O wait", BUSY).value()).isEqualTo(201);
        assertThat(put("rs cpu I/O wait", BUSY).value()).isEqualTo(200);

        goOn(90);
        assertThat(stateOfAlert()).isEqualTo("unknown");
        goOn(90);
        assertThat(stateOfAlert()).isEqualTo("ok");
        goOn(0.5);
        goOn(0.5);
        goOn(0.5);
        assertThat(stateOfAlert()).isEqualTo("pending");
        goOn(0.5);
        assertThat(stateOfAlert()).isEqualTo("firing");
        Golden.assertJson(
                "alerts",
                Objects.requireNonNull(api.get().uri("/v1/alerts").retrieve().body(String.class)));
        assertThat(ScrapedAgent.values(agent.scrape()))
                .containsEntry("rightlink_alerts{state=\"firing\"}", 1.0)
                .containsEntry("rightlink_alert_state{alert=\"rs cpu I/O wait\"}", 3.0);
        goOn(90);
        assertThat(stateOfAlert()).isEqualTo("ok");

        assertThat(agent.bean(Heard.class).alerts)
                .extracting(Alert::state)
                .containsExactly(AlertState.OK, AlertState.PENDING, AlertState.FIRING, AlertState.OK);
        assertThat(api.delete()
                        .uri("/v1/alerts/rs cpu I/O wait")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
        assertThatThrownBy(this::stateOfAlert).isInstanceOf(HttpClientErrorException.NotFound.class);
    }

    @Test
    void saysWhatIsWrongWithADefinition() {
        assertThat(problemOf("busy", "{\"clause\": \"If cpu-0/cpu-idle < 1\"}"))
                .contains("Cannot read the clause at word 2 'cpu-0/cpu-idle': expected is what is compared");
        assertThat(problemOf("busy", "{}")).contains("Cannot define 'busy': it has no clause");
        assertThat(problemOf("busy", "{\"clause\": \"If\", \"then\": 1}"))
                .contains("the field 'then': there is no such field");
        assertThat(problemOf("x".repeat(256), BUSY)).contains("Cannot name an alert so");
    }

    private String problemOf(String name, String body) {
        try {
            put(name, body);
            throw new AssertionError("It was taken");
        } catch (HttpClientErrorException.BadRequest e) {
            return e.getResponseBodyAsString();
        }
    }

    private HttpStatusCode put(String name, String body) {
        return api.put()
                .uri("/v1/alerts/" + name)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode();
    }

    private String stateOfAlert() {
        JsonNode alert = JsonMapper.shared()
                .readTree(Objects.requireNonNull(
                        api.get().uri("/v1/alerts/rs cpu I/O wait").retrieve().body(String.class)));
        return alert.get("state").asString();
    }

    /** Lets 20 seconds pass in which the first processor is idle for so many percent of the time. */
    private void goOn(double percent) throws IOException {
        idle += Math.round(percent * 20);
        String stat = Files.readString(host.rootfs().resolve("/proc/stat"));
        host.write("/proc/stat", stat.replaceFirst("(?m)^(cpu0 \\d+ \\d+ \\d+) \\d+", "$1 " + idle));
        SampleTable table = agent.bean(Samples.class).now();
        agent.beans(SampleSink.class).forEach(sink -> sink.take(START.plusSeconds(second), table));
        second += 20;
    }

    /** Hears the events of alerts. */
    @Configuration(proxyBeanMethods = false)
    static class Heard {

        private final List<Alert> alerts = new CopyOnWriteArrayList<>();

        @Bean
        @Primary
        Events heard() {
            return (type, data) -> {
                if (type == EventType.ALERT) {
                    alerts.add((Alert) data);
                }
            };
        }
    }
}
