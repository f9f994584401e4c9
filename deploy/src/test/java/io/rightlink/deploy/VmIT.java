package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedVm;
import io.rightlink.monitoring.testing.DockerStatsComparison;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The shipped agent on a host with a kernel of its own, installed as an operator would: the figures of containers under cgroup v2, beside
 * {@code docker stats}; and what is run when the host is really rebooted, and goes down.
 */
@DisabledIfEnvironmentVariable(
        named = "SKIP_VM",
        matches = "1",
        disabledReason = "containers under cgroup v2 stay uncompared with docker stats, and nothing is really rebooted")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VmIT {

    private static final double TOLERANCE = 0.05;

    /** What a number loses when it is written as one of so many digits. */
    private static final double DIGITS = 1e-6;

    private static final double MEBI = 1 << 20;
    private static final List<String> STEADY = List.of("burner", "hog", "sink");

    /** They start a process each second. */
    private static final List<String> BUSY = List.of("writer", "sender");

    /** What each load has done at least, so that nothing is compared while there is nothing to see. */
    private static final Map<String, Map<String, Double>> MUCH = Map.of(
            "burner",
            Map.of("container_cpu_usage_seconds_total", 30.0),
            "writer",
            Map.of("container_fs_reads_bytes_total", 24 * MEBI, "container_fs_writes_bytes_total", 64 * MEBI),
            "sink",
            Map.of("container_network_receive_bytes_total", 16 * MEBI),
            "sender",
            Map.of("container_network_transmit_bytes_total", 16 * MEBI));

    private static final String READINESS =
            "curl -s -m 20 -o /dev/null -w '%{http_code}' http://$(ip -4 -o address show docker0"
                    + " | awk '{sub(\"/.*\", \"\", $4); print $4}'):88/actuator/health/readiness || true";

    private static final String BOOT = ". /var/run/rightlink/secret; echo \"X-RLL-Secret: $RS_RLL_SECRET\""
            + " | curl -s -m 20 -H @- http://127.0.0.1:88/v1/boot";

    /** Its processors are emulated: the agent takes more than a minute to start, and three times that on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @RegisterExtension
    static final TestbedVm vm = new TestbedVm(InstalledHost.IMAGE);

    private static VmMeasurement measured;

    @BeforeAll
    static void installTheAgentAndMeasureLoads() throws Exception {
        String userData = Files.readString(Path.of("cloud-config/user-data.yaml"));
        vm.run("sh", "-c", "printf %s \"$1\" >/var/lib/cloud/user-data", "sh", userData);
        // the installer doesn't wait as long as an emulated agent takes to start
        vm.run("systemctl", "restart", "--no-block", "testbed-cloud-config.service");
        await(() -> assertThat(vm.sh(READINESS).trim()).isEqualTo("200"));
        vm.sh(script("loads"));
        awaitLoads();
        measured = VmMeasurement.of(vm.sh(script("measure")));
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

    /** Percentages of the burner alone: the others burn a few hundredths, in bursts that docker's looks of a second may miss. */
    @Test
    void measuresContainersAsDockerStatsDoes() {
        DockerStatsComparison comparison = measured.comparison();

        assertThat(Stream.concat(
                                STEADY.stream().flatMap(load -> comparison.disagreements(load, TOLERANCE).stream()),
                                BUSY.stream().flatMap(load -> comparison.countDisagreements(load, TOLERANCE).stream()))
                        .filter(told -> told.startsWith("burner: ") || !told.contains(": cpu is")))
                .as(comparison.during().toString())
                .isEmpty();
    }

    /** No tolerance, and no rounding; and no room for a mistake either: the two scrapes are nearer to each other than the tolerance. */
    @Test
    void countsWhatTheEngineCountsInBetween() {
        assertThat(loads()).allSatisfy(load -> {
            Map<String, Double> before = measured.before(load);
            Map<String, Double> after = measured.after(load);
            assertThat(measured.engine(load)).allSatisfy((family, count) -> assertThat(count)
                    .as(family + " of " + load)
                    .isBetween(of(before, family, load) - DIGITS, of(after, family, load) + DIGITS));
        });
        assertThat(MUCH).allSatisfy((load, families) -> assertThat(families).allSatisfy((family, least) -> {
            double count = of(measured.before(load), family, load);
            assertThat(count).as(family + " of " + load).isGreaterThan(least);
            assertThat(of(measured.after(load), family, load)).isLessThan(count * (1 + TOLERANCE));
        }));
    }

    /** The cache of the file that the hog wrote is more than all that docker stats tells of it, tolerance included. */
    @Test
    void leavesOutTheCacheThatDockerStatsLeavesOut() {
        Map<String, Double> scrape = measured.before("hog");
        double working = of(scrape, "container_memory_working_set_bytes", "hog");

        assertThat(working).isBetween(48.0 * MEBI, 64.0 * MEBI);
        assertThat(of(scrape, "container_memory_usage_bytes", "hog")).isGreaterThan(working + 24 * MEBI);
    }

    @Test
    void tellsWhatCgroupV2AloneTells() {
        assertThat(loads()).allSatisfy(load -> {
            Map<String, Double> scrape = measured.after(load);
            assertThat(of(scrape, "container_memory_max_usage_bytes", load))
                    .isGreaterThanOrEqualTo(of(scrape, "container_memory_working_set_bytes", load));
        });
        assertThat(of(measured.after("writer"), "container_pressure_io_waiting_seconds_total", "writer"))
                .isPositive();
    }

    /** The last: it ends the machine. A script that reboots the host ends the bundle, which the next boot begins anew. */
    @Test
    @Order(Integer.MAX_VALUE)
    void runsTheBundlesThroughRealRebootsAndARealShutdown() throws Exception {
        vm.sh(new HostScripts()
                .script("first", "")
                .script("reboots", "test -e /var/lib/rebooted || { touch /var/lib/rebooted; reboot; sleep 600; }")
                .script("last", "")
                .script("leave", "echo \"leave for $DECOM_REASON\" >/dev/ttyS0")
                .template("{Boot: [first, reboots, last], Decommission: [leave]}")
                .install());
        // installing again takes an emulated processor minutes
        vm.run("systemctl", "disable", "testbed-cloud-config.service");
        vm.sh("systemctl --no-block reboot");
        Awaitility.await()
                .atMost(PATIENCE.multipliedBy(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(marks()).endsWith("last"));
        assertThat(marks()).containsExactly("leave reboot", "first", "reboots", "first", "reboots", "last");
        await(() -> assertThat(vm.sh(BOOT)).contains("\"state\":\"operational\""));

        vm.sh("systemctl --no-block poweroff");
        vm.awaitEnd(PATIENCE);
        assertThat(vm.console()).containsOnlyOnce("leave for reboot").containsOnlyOnce("leave for stop");
    }

    private static List<String> marks() throws IOException, InterruptedException {
        return vm.sh("cat " + HostScripts.MARKS).lines().map(String::strip).toList();
    }

    private static List<String> loads() {
        return Stream.concat(STEADY.stream(), BUSY.stream()).toList();
    }

    /** What never was read or written has no series, for which Docker says 0. */
    private static double of(Map<String, Double> scrape, String family, String load) {
        return DockerStatsComparison.sum(scrape, family, load).orElse(0);
    }

    private static void awaitLoads() throws IOException, InterruptedException {
        String script = loads().stream()
                .map(load -> "docker logs " + load + " 2>&1 | grep -qx done && echo " + load)
                .collect(Collectors.joining("; "));
        await(() -> assertThat(vm.sh(script + "; true").lines()).containsExactlyElementsOf(loads()));
    }

    private static String script(String name) throws IOException {
        try (InputStream script = Objects.requireNonNull(VmIT.class.getResourceAsStream("/vm/" + name))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
