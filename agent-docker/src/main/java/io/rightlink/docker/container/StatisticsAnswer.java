package io.rightlink.docker.container;

import io.rightlink.core.workload.WorkloadStatistics;
import io.rightlink.core.workload.WorkloadStatistics.Cpu;
import io.rightlink.core.workload.WorkloadStatistics.Disk;
import io.rightlink.core.workload.WorkloadStatistics.Interface;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One answer with a container's statistics, {@code {"read":"2026-11-22T22:15:49.427886845Z","pids_stats":{"current":1},…}}, of either
 * version of control groups.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">ContainerStats of the Engine API</a>
 */
record StatisticsAnswer(JsonNode answer) {

    private static final double NANOSECONDS = 1e9;

    /** What Go writes for no time at all: nothing was read, as the container doesn't run. */
    private static final String NEVER = "0001-";

    /** Returns what it says; empty if it says nothing. */
    Optional<WorkloadStatistics> toStatistics() {
        if (answer.path("read").asString(NEVER).startsWith(NEVER)) {
            return Optional.empty();
        }
        JsonNode memory = answer.path("memory_stats");
        return Optional.of(new WorkloadStatistics(
                cpu(answer.path("cpu_stats")),
                number(memory, "usage"),
                number(memory, "max_usage"),
                numbers(memory.path("stats")),
                disks(answer.path("blkio_stats")),
                interfaces(answer.path("networks")),
                number(answer.path("pids_stats"), "current")));
    }

    private static Cpu cpu(JsonNode stats) {
        JsonNode usage = stats.path("cpu_usage");
        JsonNode throttling = stats.path("throttling_data");
        return new Cpu(
                seconds(usage, "total_usage"),
                seconds(usage, "usage_in_usermode"),
                seconds(usage, "usage_in_kernelmode"),
                number(throttling, "periods"),
                number(throttling, "throttled_periods"),
                seconds(throttling, "throttled_time"));
    }

    private static Map<String, Double> numbers(JsonNode stats) {
        Map<String, Double> numbers = new TreeMap<>();
        stats.properties()
                .forEach(stat -> numbers.put(stat.getKey(), stat.getValue().asDouble()));
        return numbers;
    }

    private static Map<String, Disk> disks(JsonNode stats) {
        Map<String, Disk> disks = new TreeMap<>();
        for (String list : List.of("io_serviced_recursive", "io_service_bytes_recursive")) {
            stats.path(list).forEach(entry -> {
                String device =
                        entry.path("major").asInt() + ":" + entry.path("minor").asInt();
                disks.computeIfAbsent(device, _ -> disk(stats, device));
            });
        }
        return disks;
    }

    private static Disk disk(JsonNode stats, String device) {
        return new Disk(
                entry(stats.path("io_serviced_recursive"), device, "read"),
                entry(stats.path("io_serviced_recursive"), device, "write"),
                entry(stats.path("io_service_bytes_recursive"), device, "read"),
                entry(stats.path("io_service_bytes_recursive"), device, "write"));
    }

    /** {@code {"major":254,"minor":0,"op":"Read","value":4096}}; v2 says "read". */
    private static OptionalDouble entry(JsonNode entries, String device, String op) {
        return entries.valueStream()
                .filter(entry -> device.equals(
                        entry.path("major").asInt() + ":" + entry.path("minor").asInt()))
                .filter(entry -> entry.path("op").asString("").equalsIgnoreCase(op))
                .mapToDouble(entry -> entry.path("value").asDouble())
                .findFirst();
    }

    private static Map<String, Interface> interfaces(JsonNode networks) {
        Map<String, Interface> interfaces = new TreeMap<>();
        networks.properties()
                .forEach(one -> interfaces.put(
                        one.getKey(), new Interface(counts(one.getValue(), "rx"), counts(one.getValue(), "tx"))));
        return interfaces;
    }

    private static List<Double> counts(JsonNode one, String direction) {
        return List.of("bytes", "packets", "errors", "dropped").stream()
                .map(what -> number(one, direction + "_" + what).orElse(Double.NaN))
                .toList();
    }

    private static OptionalDouble seconds(JsonNode node, String name) {
        OptionalDouble nanoseconds = number(node, name);
        return nanoseconds.isPresent() ? OptionalDouble.of(nanoseconds.getAsDouble() / NANOSECONDS) : nanoseconds;
    }

    private static OptionalDouble number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }
}
