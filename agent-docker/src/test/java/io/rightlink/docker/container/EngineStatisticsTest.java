package io.rightlink.docker.container;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.WorkloadStatistics;
import io.rightlink.docker.engine.RecordedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** The recorded answer is Debian 12's, of a container with a quota, a limited disk and 8 MB in its /dev/shm. */
class EngineStatisticsTest {

    private static final Path ANSWER = Path.of("src/test/resources/statistics/debian12-20.10.json");
    private static final String BURNER = "5".repeat(64);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @BeforeEach
    void tellsOfBurner() throws IOException {
        recorded.says(path(BURNER), 200, Files.readString(ANSWER));
    }

    @Test
    void areWhatTheEngineSays() {
        WorkloadStatistics said =
                statistics().of(List.of(BURNER), PATIENCE).values().iterator().next();

        assertThat(said.cpu().seconds().orElseThrow()).isBetween(0.1, 1.0);
        assertThat(said.cpu().periods().orElseThrow()).isPositive();
        assertThat(said.memoryUsageBytes().orElseThrow()).isGreaterThan(8 << 20);
        assertThat(said.memory().get("total_cache")).isGreaterThanOrEqualTo(8 << 20);
        assertThat(said.disks()).containsOnlyKeys("254:0");
        WorkloadStatistics.Disk disk = said.disks().values().iterator().next();
        assertThat(disk.writtenBytes()).hasValue(32 * 65_536);
        assertThat(disk.writes()).hasValue(32);
        assertThat(said.interfaces()).containsOnlyKeys("eth0");
        assertThat(said.interfaces().values().iterator().next().received())
                .hasSize(4)
                .doesNotContain(Double.NaN);
        assertThat(said.threads()).hasValue(1);
    }

    @Test
    void leaveOutWhatHasEnded() {
        String exited = "6".repeat(64);
        recorded.says(
                path(exited),
                200,
                "{\"read\":\"0001-01-01T00:00:00Z\",\"pids_stats\":{},\"cpu_stats\":{\"cpu_usage\":{\"total_usage\":0}}}");

        Map<String, WorkloadStatistics> told = statistics().of(List.of(exited, "f".repeat(64), BURNER), PATIENCE);

        assertThat(told).containsOnlyKeys(BURNER);
    }

    @Test
    void tellOfTheOthersWhenOneIsGarbled() {
        String garbled = "7".repeat(64);
        recorded.says(path(garbled), 200, "<html>");

        assertThat(statistics().of(List.of(garbled, BURNER), PATIENCE)).containsOnlyKeys(BURNER);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> statistics().of(List.of(garbled), PATIENCE));
    }

    @Test
    void areThoseThatCameInTime() {
        String slow = "8".repeat(64);
        recorded.server()
                .stubFor(get(urlPathEqualTo(path(slow)))
                        .atPriority(5)
                        .willReturn(aResponse().withFixedDelay(60_000)));

        assertThat(statistics().of(List.of(slow, BURNER), Duration.ofSeconds(3)))
                .containsOnlyKeys(BURNER);
    }

    @Test
    void areNotThereWithoutTheEngine() {
        EngineStatistics statistics = statistics();
        recorded.server().stop();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> statistics.of(List.of(BURNER), PATIENCE));
    }

    private EngineStatistics statistics() {
        return new EngineStatistics(recorded.engine(), JsonMapper.builder().build());
    }

    private String path(String id) {
        return recorded.api() + "/containers/" + id + "/stats";
    }
}
