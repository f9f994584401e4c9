package io.rightlink.monitoring.otlp;

import static io.rightlink.monitoring.otlp.Instrument.counter;
import static io.rightlink.monitoring.otlp.Instrument.gauge;
import static io.rightlink.monitoring.otlp.Instrument.upDownCounter;

import io.rightlink.monitoring.sample.Labels;
import java.util.HashMap;
import java.util.Map;

/**
 * What OpenTelemetry calls a family that is measured, where one is a metric as it stands. Immutable.
 *
 * @param fixed attributes of all its samples
 * @param names the attributes that its labels are, by label; other labels are left out
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/system/system-metrics/">System metrics</a>
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/system/container-metrics/">Container metrics</a>
 */
record Rule(Instrument instrument, Map<String, String> fixed, Map<String, String> names) {

    private static final Map<String, String> NONE = Map.of();
    private static final Map<String, String> DISK = Map.of("device", "system.device");
    private static final Map<String, String> INTERFACE =
            Map.of("device", "network.interface.name", "interface", "network.interface.name");
    private static final Map<String, String> READ = Map.of("disk.io.direction", "read");
    private static final Map<String, String> WRITE = Map.of("disk.io.direction", "write");
    private static final Map<String, String> RECEIVE = Map.of("network.io.direction", "receive");
    private static final Map<String, String> TRANSMIT = Map.of("network.io.direction", "transmit");

    private static final Instrument DISK_IO = counter("system.disk.io", "By");
    private static final Instrument DISK_OPERATIONS = counter("system.disk.operations", "{operation}");
    private static final Instrument DISK_OPERATION_TIME = counter("system.disk.operation_time", "s");
    private static final Instrument DISK_MERGED = counter("system.disk.merged", "{operation}");
    private static final Instrument NETWORK_IO = counter("system.network.io", "By");
    private static final Instrument NETWORK_PACKETS = counter("system.network.packet.count", "{packet}");
    private static final Instrument NETWORK_ERRORS = counter("system.network.errors", "{error}");
    private static final Instrument NETWORK_DROPPED = counter("system.network.packet.dropped", "{packet}");
    private static final Instrument SWAPPED = counter("system.paging.operations", "{operation}");
    private static final Instrument CONTAINER_CPU = counter("container.cpu.time", "s");
    private static final Instrument CONTAINER_NETWORK_IO = counter("container.network.io", "By");
    private static final Instrument CONTAINER_DISK_IO = counter("container.disk.io", "By");

    /** By family. */
    static final Map<String, Rule> HOST = Map.ofEntries(
            Map.entry(
                    "node_cpu_seconds_total",
                    new Rule(
                            counter("system.cpu.time", "s"),
                            NONE,
                            Map.of("cpu", "cpu.logical_number", "mode", "cpu.mode"))),
            Map.entry("node_load1", new Rule(gauge("system.cpu.load_average.1m", "{thread}"), NONE, NONE)),
            Map.entry("node_load5", new Rule(gauge("system.cpu.load_average.5m", "{thread}"), NONE, NONE)),
            Map.entry("node_load15", new Rule(gauge("system.cpu.load_average.15m", "{thread}"), NONE, NONE)),
            Map.entry("node_forks_total", new Rule(counter("system.process.created", "{process}"), NONE, NONE)),
            Map.entry("node_vmstat_pswpin", new Rule(SWAPPED, Map.of("system.paging.direction", "in"), NONE)),
            Map.entry("node_vmstat_pswpout", new Rule(SWAPPED, Map.of("system.paging.direction", "out"), NONE)),
            Map.entry("node_disk_read_bytes_total", new Rule(DISK_IO, READ, DISK)),
            Map.entry("node_disk_written_bytes_total", new Rule(DISK_IO, WRITE, DISK)),
            Map.entry("node_disk_reads_completed_total", new Rule(DISK_OPERATIONS, READ, DISK)),
            Map.entry("node_disk_writes_completed_total", new Rule(DISK_OPERATIONS, WRITE, DISK)),
            Map.entry("node_disk_read_time_seconds_total", new Rule(DISK_OPERATION_TIME, READ, DISK)),
            Map.entry("node_disk_write_time_seconds_total", new Rule(DISK_OPERATION_TIME, WRITE, DISK)),
            Map.entry("node_disk_reads_merged_total", new Rule(DISK_MERGED, READ, DISK)),
            Map.entry("node_disk_writes_merged_total", new Rule(DISK_MERGED, WRITE, DISK)),
            Map.entry("node_disk_io_time_seconds_total", new Rule(counter("system.disk.io_time", "s"), NONE, DISK)),
            Map.entry("node_network_receive_bytes_total", new Rule(NETWORK_IO, RECEIVE, INTERFACE)),
            Map.entry("node_network_transmit_bytes_total", new Rule(NETWORK_IO, TRANSMIT, INTERFACE)),
            // where the convention says system.device, not network.interface.name
            Map.entry("node_network_receive_packets_total", new Rule(NETWORK_PACKETS, RECEIVE, DISK)),
            Map.entry("node_network_transmit_packets_total", new Rule(NETWORK_PACKETS, TRANSMIT, DISK)),
            Map.entry("node_network_receive_errs_total", new Rule(NETWORK_ERRORS, RECEIVE, INTERFACE)),
            Map.entry("node_network_transmit_errs_total", new Rule(NETWORK_ERRORS, TRANSMIT, INTERFACE)),
            Map.entry("node_network_receive_drop_total", new Rule(NETWORK_DROPPED, RECEIVE, INTERFACE)),
            Map.entry("node_network_transmit_drop_total", new Rule(NETWORK_DROPPED, TRANSMIT, INTERFACE)));

    /** By family; what tells the containers apart is their resource. */
    static final Map<String, Rule> CONTAINER = Map.ofEntries(
            Map.entry("container_cpu_user_seconds_total", new Rule(CONTAINER_CPU, Map.of("cpu.mode", "user"), NONE)),
            Map.entry(
                    "container_cpu_system_seconds_total", new Rule(CONTAINER_CPU, Map.of("cpu.mode", "system"), NONE)),
            Map.entry(
                    "container_memory_usage_bytes",
                    new Rule(upDownCounter("container.memory.usage", "By"), NONE, NONE)),
            Map.entry(
                    "container_memory_working_set_bytes",
                    new Rule(upDownCounter("container.memory.working_set", "By"), NONE, NONE)),
            Map.entry("container_memory_rss", new Rule(upDownCounter("container.memory.rss", "By"), NONE, NONE)),
            Map.entry("container_network_receive_bytes_total", new Rule(CONTAINER_NETWORK_IO, RECEIVE, INTERFACE)),
            Map.entry("container_network_transmit_bytes_total", new Rule(CONTAINER_NETWORK_IO, TRANSMIT, INTERFACE)),
            Map.entry("container_fs_reads_bytes_total", new Rule(CONTAINER_DISK_IO, READ, DISK)),
            Map.entry("container_fs_writes_bytes_total", new Rule(CONTAINER_DISK_IO, WRITE, DISK)));

    /** Returns the attributes of a sample. */
    Map<String, String> attributes(Labels labels) {
        Map<String, String> attributes = new HashMap<>(fixed);
        for (int i = 0; i < labels.size(); i++) {
            String name = names.get(labels.name(i));
            if (name != null) {
                attributes.put(name, value(name, labels.value(i)));
            }
        }
        return attributes;
    }

    /** Hard and soft interrupts are one mode. */
    private static String value(String attribute, String value) {
        boolean interrupt = attribute.equals("cpu.mode") && (value.equals("irq") || value.equals("softirq"));
        return interrupt ? "interrupt" : value;
    }
}
