package io.rightlink.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.Golden;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole room over a recorded host, scraped as Prometheus does. */
class ScrapeTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /**
     * What node_exporter shows beyond ours: what needs udev, its own version, and how its collectors fared; and what a recorded tree
     * can't tell it.
     */
    private static final List<String> NOT_COMPARED = List.of(
            "node_disk_info",
            "node_exporter_build_info",
            "node_scrape_collector",
            "node_filesystem_",
            "node_time_seconds",
            "node_uname_info");

    /** What isn't the recorded host's: durations, and the file systems of the machine that the test runs on. */
    private static final List<String> CHANGING = List.of("node_scrape_collector_duration_seconds", "node_filesystem_");

    @TempDir
    private Path state;

    private final Engine engine = new Engine();

    @BeforeEach
    void runTheContainersOfV1() throws IOException {
        engine.running = RecordedHost.V1.workloads();
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian12-6.18.44", "debian12-6.1.192"})
    void agreesWithNodeExporterToTheDigit(String name) throws IOException {
        RecordedHost host = new RecordedHost(Path.of("src/test/resources/hosts", name));
        String expected = Files.readString(host.directory().resolve("node_exporter.prom"));

        String actual = scrape(host);

        assertThat(nodeValues(actual)).isEqualTo(nodeValues(expected)).hasSizeGreaterThan(280);
        assertThat(types(actual, "node_")).isEqualTo(types(expected, "node_"));
    }

    @Test
    void showsAllOfAHost() throws IOException {
        String shown = scrape(RecordedHost.V1)
                .lines()
                .filter(line -> line.startsWith("node_") || line.startsWith("container_"))
                .filter(line -> CHANGING.stream().noneMatch(line::startsWith))
                .map(line -> line + "\n")
                .collect(Collectors.joining());

        Golden.assertMatches(GOLDEN.resolve("scrape-v1.prom"), shown);
    }

    @Test
    void showsTheContainersOfV1() throws IOException {
        Golden.assertMatches(GOLDEN.resolve("containers-v1.prom"), lines(scrape(RecordedHost.V1), "container_"));
    }

    @Test
    void showsTheContainersOfV2() throws IOException {
        engine.running = RecordedHost.V2.workloads();

        Golden.assertMatches(GOLDEN.resolve("containers-v2.prom"), lines(scrape(RecordedHost.V2), "container_"));
    }

    @Test
    void showsTheHostWhereDockerDoesNotAnswer() {
        engine.down = true;

        String text = scrape(RecordedHost.V1);

        assertThat(lines(text, "container_")).isEmpty();
        assertThat(text)
                .contains("node_scrape_collector_success{collector=\"container\"} 0.0\n")
                .contains("node_scrape_collector_success{collector=\"stat\"} 1.0\n")
                .contains("node_load1 ");
    }

    @Test
    void escapesWhatAnImageMayBeCalled() {
        Workload first = engine.running.getFirst();
        engine.running = List.of(new Workload(
                first.id(),
                "a\"b",
                "c\\d\ne",
                first.initPid(),
                first.networkMode(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty()));

        assertThat(scrape(RecordedHost.V1)).contains("image=\"c\\\\d\\ne\",name=\"a\\\"b\"");
    }

    @Test
    void forgetsAContainerThatWent() {
        try (ScrapedAgent agent = start(RecordedHost.V1)) {
            assertThat(agent.scrape()).contains("name=\"burner\"", "name=\"quiet\"");

            engine.running = engine.running.stream()
                    .filter(workload -> workload.name().equals("quiet"))
                    .toList();

            assertThat(agent.scrape()).doesNotContain("name=\"burner\"").contains("name=\"quiet\"");
        }
    }

    @Test
    void isScrapedByManyAtOnce() throws Exception {
        try (ScrapedAgent agent = start(RecordedHost.V1);
                var scrapers = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Double> alone = nodeValues(agent.scrape());

            List<Future<String>> together =
                    scrapers.invokeAll(Collections.nCopies(16, (Callable<String>) () -> agent.scrape()));

            for (Future<String> one : together) {
                assertThat(nodeValues(one.get())).isEqualTo(alone);
                assertThat(one.get()).contains("name=\"burner\"");
            }
        }
    }

    @Test
    void speaksOpenMetricsToo() {
        try (ScrapedAgent agent = start(RecordedHost.V1)) {
            String text = agent.scrape("application/openmetrics-text");

            assertThat(text)
                    .contains("# TYPE node_cpu_seconds counter\n", "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} ")
                    .endsWith("# EOF\n");
        }
    }

    private String scrape(RecordedHost host) {
        try (ScrapedAgent agent = start(host)) {
            return agent.scrape();
        }
    }

    private ScrapedAgent start(RecordedHost host) {
        return ScrapedAgent.start(host.directory(), state, engine);
    }

    /** Returns the host's values by series, those that both show. */
    private static Map<String, Double> nodeValues(String text) {
        return ScrapedAgent.values(lines(text, "node_")
                .lines()
                .filter(line -> NOT_COMPARED.stream().noneMatch(line::startsWith))
                .collect(Collectors.joining("\n")));
    }

    private static String types(String text, String prefix) {
        return text.lines()
                .filter(line -> line.startsWith("# TYPE " + prefix))
                .filter(line -> NOT_COMPARED.stream().noneMatch(other -> line.startsWith("# TYPE " + other)))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String lines(String text, String prefix) {
        return text.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** An engine that says what it is told to. */
    private static final class Engine implements Workloads {
        private volatile List<Workload> running = List.of();
        private volatile boolean down;

        @Override
        public List<Workload> running() {
            if (down) {
                throw new UnavailableException("docker-unavailable", "Cannot reach the engine");
            }
            return running;
        }
    }
}
