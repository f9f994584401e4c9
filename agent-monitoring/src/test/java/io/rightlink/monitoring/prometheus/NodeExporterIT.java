package io.rightlink.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The host as the agent and as node_exporter see it at the same time. */
class NodeExporterIT {

    @RegisterExtension
    static final TestbedHost HOST = new TestbedHost();

    private static final int ROUNDS = 10;

    private static final double GAUGE_TOLERANCE = 0.02;

    /** What both are asked for. The agent's room has a clock of its own here, so not for the time. */
    private static final List<String> COLLECTORS = List.of(
            "arp",
            "conntrack",
            "cpu",
            "diskstats",
            "entropy",
            "filefd",
            "filesystem",
            "loadavg",
            "mdadm",
            "meminfo",
            "netdev",
            "netstat",
            "pressure",
            "schedstat",
            "sockstat",
            "softnet",
            "stat",
            "udp_queues",
            "uname",
            "vmstat");

    /** What only one of them shows. */
    private static final List<String> NOT_COMPARED =
            List.of("node_disk_info", "node_exporter_build_info", "node_scrape_collector", "node_time_seconds");

    /**
     * Gauges that are small and jump by nature, and by how much they may: node_exporter's scrapes are connections and processes, and
     * ours isn't one of the host's.
     */
    private static final Map<String, Double> JUMPING = Map.of(
            "node_sockstat_", 8.0,
            "node_netstat_Tcp_CurrEstab", 8.0,
            "node_procs_running", 8.0,
            "node_nf_conntrack_entries", 8.0,
            "node_load", 0.3,
            "node_memory_", 16.0 * (1 << 20));

    @TempDir
    private Path state;

    @Test
    void seesWhatNodeExporterSees() throws Exception {
        startNodeExporter();
        try (ScrapedAgent agent = ScrapedAgent.start(HOST.root(), state, List::of)) {
            Map<String, Double> before = nodeExporter();
            Map<String, Double> ours = compared(agent.scrape());
            assertThat(ours.keySet()).isEqualTo(before.keySet()).hasSizeGreaterThan(280);
            assertThat(ours.keySet()).anyMatch(series -> series.startsWith("node_filesystem_size_bytes{"));

            Set<String> differing = new TreeSet<>(ours.keySet());
            for (int round = 0; round < ROUNDS && !differing.isEmpty(); round++) {
                differing.retainAll(differing(agent));
            }
            assertThat(differing).isEmpty();
        }
    }

    /** Returns the series for which ours isn't between what node_exporter tells before and after. */
    private static Set<String> differing(ScrapedAgent agent) throws Exception {
        Map<String, Double> before = nodeExporter();
        String text = agent.scrape();
        Map<String, Double> ours = compared(text);
        Map<String, Double> after = nodeExporter();
        Set<String> counters = text.lines()
                .filter(line -> line.startsWith("# TYPE ") && line.endsWith(" counter"))
                .map(line -> line.split(" ", -1)[2])
                .collect(Collectors.toSet());
        return ours.entrySet().stream()
                .filter(sample -> {
                    String series = sample.getKey();
                    double low =
                            Math.min(before.getOrDefault(series, Double.NaN), after.getOrDefault(series, Double.NaN));
                    double high =
                            Math.max(before.getOrDefault(series, Double.NaN), after.getOrDefault(series, Double.NaN));
                    double slack = counters.contains(series.replaceAll("\\{.*", "")) ? 0 : slack(series, high);
                    return !(sample.getValue() >= low - slack && sample.getValue() <= high + slack);
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static double slack(String series, double value) {
        return Math.max(
                GAUGE_TOLERANCE * value,
                JUMPING.entrySet().stream()
                        .filter(jumping -> series.startsWith(jumping.getKey()))
                        .mapToDouble(Map.Entry::getValue)
                        .sum());
    }

    private static void startNodeExporter() throws Exception {
        HOST.sh("systemd-run --quiet --unit node-exporter prometheus-node-exporter --web.listen-address=127.0.0.1:19100"
                // Debian's package leaves out all of /run, /mnt and /media, too
                + " --collector.filesystem.mount-points-exclude='^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+"
                + "|var/lib/containers/storage/.+)($|/)' --collector.disable-defaults --no-collector.netdev.netlink --collector.netdev.device-exclude='^$'"
                + COLLECTORS.stream().map(name -> " --collector." + name).collect(Collectors.joining()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> !nodeExporter().isEmpty());
    }

    private static Map<String, Double> nodeExporter() throws IOException, InterruptedException {
        return compared(HOST.run("curl", "--silent", "--fail", "http://127.0.0.1:19100/metrics"));
    }

    /** The host's name is left out: the sysctl tells the agent of its own UTS namespace, which isn't this host's here. */
    private static Map<String, Double> compared(String text) {
        Map<String, Double> compared = new TreeMap<>();
        ScrapedAgent.values(text).forEach((series, value) -> {
            if (series.startsWith("node_") && NOT_COMPARED.stream().noneMatch(series::startsWith)) {
                compared.put(series.replaceAll("nodename=\"[^\"]*\"", "nodename"), value);
            }
        });
        return compared;
    }
}
