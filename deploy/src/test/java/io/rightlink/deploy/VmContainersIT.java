package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedVm;
import io.rightlink.monitoring.testing.DockerStatsComparison;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** The figures of containers on a host of cgroup v2: the shipped agent, installed as an operator would, beside {@code docker stats}. */
@DisabledIfEnvironmentVariable(named = "SKIP_VM", matches = "1")
class VmContainersIT {

    private static final double TOLERANCE = 0.05;
    private static final List<String> LOADS = List.of("burner", "hog", "writer", "sink", "sender");

    private static final String READINESS = "curl -s -m 20 -o /dev/null -w '%{http_code}' http://$(ip -4 -o address show docker0"
            + " | awk '{sub(\"/.*\", \"\", $4); print $4}'):88/actuator/health/readiness || true";

    /** Its processors are emulated. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @RegisterExtension
    static final TestbedVm vm = new TestbedVm(InstalledHost.IMAGE);

    @BeforeAll
    static void installTheAgentAndStartLoads() throws Exception {
        String userData = Files.readString(Path.of("cloud-config/user-data.yaml"));
        vm.run("sh", "-c", "printf %s \"$1\" >/var/lib/cloud/user-data", "sh", userData);
        // the installer doesn't wait as long as an emulated agent takes to start
        vm.run("systemctl", "restart", "--no-block", "testbed-cloud-config.service");
        await(() -> assertThat(vm.sh(READINESS).trim()).isEqualTo("200"));
        vm.sh(script("loads"));
        await(() -> assertThat(done()).isEqualTo(LOADS));
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(assertion);
    }

    @Test
    void runsWhereThereIsOnlyTheUnifiedHierarchy() throws Exception {
        assertThat(vm.run("docker", "info", "--format", "{{.CgroupVersion}} {{.CgroupDriver}}")
                        .trim())
                .isEqualTo("2 systemd");
        assertThat(vm.sh("cat /sys/fs/cgroup/cgroup.controllers")).contains("cpu", "io", "memory", "pids");
    }

    @Test
    void measuresContainersAsDockerDoes() {
        await(() -> assertThat(disagreements()).isEmpty());
    }

    @Test
    void tellsWhatCgroupV2AloneTells() throws Exception {
        vm.sh(script("measure"));
        Map<String, Double> scrape = ScrapedAgent.values(vm.sh("cat /tmp/after"));

        for (String load : LOADS) {
            assertThat(DockerStatsComparison.sum(scrape, "container_memory_max_usage_bytes", load))
                    .as("peak of " + load)
                    .hasValueSatisfying(_ -> {});
        }
        assertThat(DockerStatsComparison.sum(scrape, "container_memory_max_usage_bytes", "hog")
                        .orElseThrow())
                .isGreaterThan(32 << 20);
    }

    private static List<String> disagreements() throws IOException, InterruptedException {
        double seconds = Double.parseDouble(vm.sh(script("measure")).trim());
        DockerStatsComparison comparison = DockerStatsComparison.of(
                vm.sh("cat /tmp/before"), vm.sh("cat /tmp/after"), seconds, vm.sh("cat /tmp/during"));
        assertThat(burned()).isBetween(burned(comparison.before()) / 1.05, burned(comparison.after()) * 1.05);
        assertThat(DockerStatsComparison.sum(comparison.after(), "container_network_transmit_bytes_total", "sink")
                        .orElseThrow())
                .isGreaterThan(4 << 20);
        return LOADS.stream()
                .flatMap(load -> comparison.disagreements(load, TOLERANCE).stream())
                .filter(disagreement -> !disagreement.contains(": cpu is"))
                .toList();
    }

    /** Docker's percentage counts in clock ticks, which an emulated processor loses on a busy machine; its count doesn't. */
    private static double burned() throws IOException, InterruptedException {
        return JsonMapper.shared()
                        .readTree(vm.sh("cat /tmp/burned"))
                        .at("/cpu_stats/cpu_usage/total_usage")
                        .asDouble()
                / 1e9;
    }

    private static double burned(Map<String, Double> scrape) {
        return DockerStatsComparison.sum(scrape, "container_cpu_usage_seconds_total", "burner")
                .orElseThrow();
    }

    private static List<String> done() throws IOException, InterruptedException {
        String script = LOADS.stream().map(load -> "docker logs " + load + " 2>&1 | grep -qx done && echo " + load)
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
        return vm.sh(script + "; true").lines().toList();
    }

    private static String script(String name) throws IOException {
        try (InputStream script = Objects.requireNonNull(VmContainersIT.class.getResourceAsStream("/vm/" + name))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
