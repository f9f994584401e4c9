package io.rightlink.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/** The host as the agent and as node_exporter see it at the same time: to the digit, each series at least once. */
class NodeExporterIT {

    @RegisterExtension
    static final TestbedHost HOST = new TestbedHost();

    /** What goes up and down between two scrapes, as free memory does, agrees after some. Three are usual. */
    private static final int ROUNDS = 40;

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

    @TempDir
    private Path state;

    /** Keeps its connection, so that the host has it also when the agent looks; and starts no process there. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private String address = "";

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
    private Set<String> differing(ScrapedAgent agent) throws Exception {
        Map<String, Double> before = nodeExporter();
        Map<String, Double> ours = compared(agent.scrape());
        Map<String, Double> after = nodeExporter();
        return ours.entrySet().stream()
                .filter(sample -> {
                    String series = sample.getKey();
                    double first = before.getOrDefault(series, Double.NaN);
                    double last = after.getOrDefault(series, Double.NaN);
                    return !(sample.getValue() >= Math.min(first, last) && sample.getValue() <= Math.max(first, last));
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void startNodeExporter() throws Exception {
        address = HOST.sh("ip -4 route get 192.0.2.1 | sed -n 's/.* src \\([^ ]*\\).*/\\1/p'")
                        .strip() + ":19100";
        HOST.sh("systemd-run --quiet --unit node-exporter prometheus-node-exporter --web.listen-address=" + address
                // Debian's package leaves out all of /run, /mnt and /media, too
                + " --collector.filesystem.mount-points-exclude='^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+"
                + "|var/lib/containers/storage/.+)($|/)' --collector.disable-defaults --no-collector.netdev.netlink --collector.netdev.device-exclude='^$'"
                + COLLECTORS.stream().map(name -> " --collector." + name).collect(Collectors.joining()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> !nodeExporter().isEmpty());
    }

    private Map<String, Double> nodeExporter() throws IOException, InterruptedException {
        return compared(client.send(
                        HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
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
