package io.rightlink.monitoring.history;

import static io.rightlink.monitoring.history.TestedHistory.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.testing.Golden;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
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
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest
class MetricsControllerTest {

    @Autowired
    MockMvcTester api;

    @Test
    void listsTheSeriesThereAre() throws IOException {
        golden("metrics-series", "/v1/metrics/series");
    }

    @Test
    void listsOnlyTheSeriesThatAreAskedFor() throws IOException {
        golden("metrics-series-filtered", "/v1/metrics/series?name=node_cpu*&label=mode=idle,user&label=cpu");
    }

    @Test
    void answersWithPointsAndGaps() throws IOException {
        golden("metrics-query", "/v1/metrics/query?name=node_*&from=30s&step=10s");
    }

    @Test
    void takesInstantsAndSecondsAndGivesMaxima() throws IOException {
        golden(
                "metrics-query-max",
                "/v1/metrics/query?name=node_load1&from=" + BEGIN + "&to=2026-11-22T00:02:00Z&step=60&aggregate=max");
    }

    @Test
    void makesAboutFiveHundredPointsUnlessItIsTold() throws IOException {
        assertThat(answer("/v1/metrics/query?name=node_load1"))
                .bodyJson()
                .extractingPath("$.step")
                .isEqualTo(10);
        assertThat(answer("/v1/metrics/query?name=node_load1&from=1d"))
                .bodyJson()
                .extractingPath("$.step")
                .isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({
        "name=a%20b, name",
        "name=x&label==y, label",
        "name=x&from=yesterday, from",
        "name=x&to=yesterday, to",
        "name=x&from=1m&to=1h, from",
        "name=x&step=soon, step",
        "name=x&step=15s, step",
        "name=x&step=0, step",
        "name=x&aggregate=p99, aggregate",
        "name=x&from=30d&step=10s, greater step"
    })
    void namesTheParameterThatDoesNotFit(String query, String named) {
        MvcTestResult answer = answer("/v1/metrics/query?" + query);

        assertThat(answer).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains(named);
    }

    private MvcTestResult answer(String uri) {
        return api.get().uri(URI.create(uri)).exchange();
    }

    private void golden(String name, String uri) throws IOException {
        MvcTestResult answer = answer(uri);

        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON);
        Golden.assertJson(name, answer.getResponse().getContentAsString());
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        Clock clock() {
            return Clock.fixed(Instant.ofEpochSecond(BEGIN + 40), ZoneOffset.UTC);
        }

        @Bean
        TestedHistory tested() throws IOException {
            TestedHistory history =
                    new TestedHistory(Files.createTempDirectory("history"), TestedHistory.DEFAULTS, BEGIN);
            for (int i = 0; i < 4; i++) {
                int tick = i;
                history.tick(BEGIN + 10L * i, table -> {
                    MetricFamily cpu = MetricFamily.counter("node_cpu_seconds_total", "");
                    table.add(cpu, Labels.of("cpu", "0", "mode", "idle,user"), 100 + 2.5 * tick);
                    table.add(cpu, Labels.of("cpu", "0", "mode", "system"), 10);
                    if (tick != 2) {
                        table.add(MetricFamily.gauge("node_load1", ""), 0.1 * tick);
                    }
                    table.add(
                            MetricFamily.gauge("container_memory_rss", ""), Labels.of("id", "/a", "name", "web"), 4096);
                });
            }
            return history;
        }

        @Bean
        MetricsController metricsController(TestedHistory history, Clock clock) {
            return new MetricsController(history.reader(), new HistoryJson(JsonMapper.shared()), clock);
        }
    }
}
