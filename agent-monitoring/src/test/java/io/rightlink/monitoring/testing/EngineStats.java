package io.rightlink.monitoring.testing;

import io.rightlink.core.testing.TestbedHost;
import java.io.IOException;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the engine's interface says of one container: the figures that {@code docker stats} rounds, and makes percentages of. They are
 * read when they are asked for, so that they lie exactly between what was measured before and what is measured after.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerStats">its reference</a>
 */
public final class EngineStats {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EngineStats() {}

    /** Asks a host's engine for a container's counts, and returns them by the names that we have for them. */
    public static Map<String, Double> counts(TestbedHost host, String container)
            throws IOException, InterruptedException {
        String url = "http://docker/v1.41/containers/" + container + "/stats?stream=false&one-shot=true";
        return counts(host.run("curl", "--silent", "--fail", "--unix-socket", "/run/docker.sock", url));
    }

    /** {@code {"cpu_stats":{"cpu_usage":{"total_usage":5004000000,…}},"networks":{"eth0":{"rx_bytes":1196,…}},"blkio_stats":…}}. */
    public static Map<String, Double> counts(String answer) {
        JsonNode stats = JSON.readTree(answer);
        return Map.of(
                "container_cpu_usage_seconds_total",
                stats.requiredAt("/cpu_stats/cpu_usage/total_usage").asDouble() / 1e9,
                "container_network_receive_bytes_total",
                sum(stats, "rx_bytes"),
                "container_network_transmit_bytes_total",
                sum(stats, "tx_bytes"),
                "container_fs_reads_bytes_total",
                blocks(stats, "read"),
                "container_fs_writes_bytes_total",
                blocks(stats, "write"));
    }

    /**
     * Returns the seconds since the host's boot as {@code docker stats} counts them to make its percentages: by the clock ticks that the
     * host's processors have counted, which isn't what a clock says where a busy machine emulates them and ticks are lost.
     */
    public static double seconds(String answer) {
        JsonNode stats = JSON.readTree(answer);
        return stats.requiredAt("/cpu_stats/system_cpu_usage").asDouble()
                / 1e9
                / stats.requiredAt("/cpu_stats/online_cpus").asDouble();
    }

    private static double sum(JsonNode stats, String what) {
        return StreamSupport.stream(stats.required("networks").spliterator(), false)
                .mapToDouble(network -> network.required(what).asDouble())
                .sum();
    }

    /** {@code [{"major":254,"minor":0,"op":"Write","value":1048576},…]}, or null while nothing is counted. */
    private static double blocks(JsonNode stats, String operation) {
        return StreamSupport.stream(
                        stats.requiredAt("/blkio_stats/io_service_bytes_recursive")
                                .spliterator(),
                        false)
                .filter(entry -> entry.required("op").asString().equalsIgnoreCase(operation))
                .mapToDouble(entry -> entry.required("value").asDouble())
                .sum();
    }
}
