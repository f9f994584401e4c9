package io.rightlink.monitoring.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.monitoring.level.MonitoringControl;
import io.rightlink.monitoring.level.MonitoringLevel;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleSink;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Samples;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.ValueList;
import io.rightlink.monitoring.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole room over a recorded host, as collectd would tell of it. */
class BuiltInValuesTest {

    private static final Instant AT = Instant.ofEpochSecond(1_795_352_000);

    @TempDir
    private Path state;

    private RecordedHost host = RecordedHost.V1;

    @BeforeEach
    void nameTheHost() throws IOException {
        host = RecordedHost.V1.copyTo(state.resolve("host"));
        host.write("/proc/sys/kernel/hostname", "recorded\n");
        host.write("/proc/1/stat", "1 (init) S 0 1\n");
        host.write("/proc/258/stat", "258 (a) R (b)) R 1 258\n");
        host.write("/proc/322/stat", "322 (kworker/0:1) I 2 0\n");
        host.write("/proc/395/stat", "395 (dd) D 1 395\n");
    }

    @Test
    void saysUnderCollectdsNamesWhatTheFilesSay() {
        Map<String, List<? extends Number>> values = valuesAt(MonitoringLevel.ALL, AT);

        assertThat(values)
                .contains(
                        entry("recorded/cpu-0/cpu-user", List.of(1_459_169L)),
                        entry("recorded/cpu-0/cpu-nice", List.of(22_468L)),
                        entry("recorded/cpu-0/cpu-system", List.of(253_509L)),
                        entry("recorded/cpu-0/cpu-idle", List.of(1_733_792L)),
                        entry("recorded/cpu-0/cpu-wait", List.of(3_251L)),
                        entry("recorded/cpu-0/cpu-interrupt", List.of(0L)),
                        entry("recorded/cpu-0/cpu-softirq", List.of(3_167L)),
                        entry("recorded/cpu-1/cpu-steal", List.of(560L)),
                        entry("recorded/load/load", List.of(1.22, 1.42, 1.68)),
                        entry("recorded/memory/memory-free", List.of(18_479_560 * 1024.0)),
                        entry("recorded/memory/memory-buffered", List.of(77_604 * 1024.0)),
                        entry("recorded/memory/memory-cached", List.of(3_667_636 * 1024.0)),
                        entry("recorded/memory/memory-slab_recl", List.of(438_712 * 1024.0)),
                        entry("recorded/memory/memory-slab_unrecl", List.of(86_612 * 1024.0)),
                        entry("recorded/memory/memory-used", List.of(1_933_968 * 1024.0)))
                .contains(
                        entry("recorded/swap/swap-used", List.of(0.0)),
                        entry("recorded/swap/swap-free", List.of(0.0)),
                        entry("recorded/swap/swap_io-in", List.of(0L)),
                        entry("recorded/swap/swap_io-out", List.of(0L)),
                        entry("recorded/processes/fork_rate", List.of(1_811_250L)),
                        entry("recorded/processes/ps_state-running", List.of(3.0)),
                        entry("recorded/processes/ps_state-sleeping", List.of(1.0)),
                        entry("recorded/processes/ps_state-blocked", List.of(1.0)),
                        entry("recorded/processes/ps_state-stopped", List.of(0.0)),
                        entry("recorded/disk-vda/disk_ops", List.of(1_419_398L, 3_269_467L)),
                        entry("recorded/disk-vda/disk_merged", List.of(87_299L, 1_580_610L)),
                        entry("recorded/disk-vda/disk_octets", List.of(38_332_298 * 512L, 194_518_640 * 512L)),
                        entry("recorded/interface-eth0/if_octets", List.of(1_048L, 0L)),
                        entry("recorded/interface-eth0/if_packets", List.of(14L, 0L)),
                        entry("recorded/interface-eth0/if_errors", List.of(0L, 0L)),
                        entry("recorded/interface-docker0/if_dropped", List.of(0L, 2L)));
        assertThat(values)
                .doesNotContainKey("recorded/disk-vda/disk_time")
                .doesNotContainKey("recorded/disk-zram0/disk_ops")
                .containsKeys(
                        "recorded/burner-cpu/cpu-total",
                        "recorded/burner-memory/memory-usage",
                        "recorded/burner-net/if_octets");
    }

    @Test
    void saysWhatTheLevelIncludes() {
        assertThat(valuesAt(MonitoringLevel.UTIL, AT).keySet())
                .contains("recorded/cpu-0/cpu-idle", "recorded/memory/memory-used")
                .noneMatch(id -> id.contains("ps_state") || id.contains("interface") || id.contains("burner"));
        assertThat(valuesAt(MonitoringLevel.NONE, AT)).isEmpty();
    }

    @Test
    void saysItAtEachSecondTick() {
        assertThat(valuesAt(MonitoringLevel.ALL, AT.plusSeconds(10))).isEmpty();
        assertThat(valuesAt(MonitoringLevel.ALL, AT.plusSeconds(20))).isNotEmpty();
        assertThat(valuesAt(MonitoringLevel.ALL, AT.plusMillis(19_999))).isNotEmpty();
    }

    @Test
    void leavesOutWhatCannotBeRead() throws IOException {
        host.delete("/proc/loadavg");
        host.write("/proc/meminfo", "MemTotal: 100 kB\nMemFree: 10 kB\n");

        assertThat(valuesAt(MonitoringLevel.ALL, AT))
                .containsKey("recorded/memory/memory-free")
                .doesNotContainKeys("recorded/memory/memory-used", "recorded/load/load", "recorded/swap/swap-used");
    }

    @Test
    void spellsMountPointsAsCollectdDoes() {
        SampleTable table = new SampleTable();
        fileSystem(table, "/", 1_000, 600, 500);
        fileSystem(table, "/var/lib", 10, 8, 8);
        fileSystem(table, "/proc", 0, 0, 0);

        assertThat(said(new FileSystemPlugin(), table))
                .containsOnly(
                        entry("h/df-root/df_complex-free", List.of(500.0)),
                        entry("h/df-root/df_complex-used", List.of(400.0)),
                        entry("h/df-root/df_complex-reserved", List.of(100.0)),
                        entry("h/df-var-lib/df_complex-free", List.of(8.0)),
                        entry("h/df-var-lib/df_complex-used", List.of(2.0)),
                        entry("h/df-var-lib/df_complex-reserved", List.of(0.0)));
    }

    /** collectd's sum grows by the average time of a request, times the interval. */
    @Test
    void addsUpTheTimeOfDisksAsCollectdDoes() {
        DiskPlugin plugin = new DiskPlugin();
        assertThat(said(plugin, disk(100, 1.0, 0, 0))).doesNotContainKey("h/disk-vda/disk_time");

        assertThat(said(plugin, disk(104, 1.010, 3, 0.001))).contains(entry("h/disk-vda/disk_time", List.of(50L, 7L)));
        assertThat(said(plugin, disk(104, 1.010, 4, 0.003))).contains(entry("h/disk-vda/disk_time", List.of(50L, 47L)));
        assertThat(said(plugin, disk(1, 0.001, 1, 0.001))).contains(entry("h/disk-vda/disk_time", List.of(50L, 47L)));
        assertThat(said(plugin, new SampleTable())).isEmpty();
        assertThat(said(plugin, disk(9, 1, 9, 1))).doesNotContainKey("h/disk-vda/disk_time");
    }

    @Test
    void splitsAContainersNameAsCollectdReadsIt() {
        SampleTable table = new SampleTable();
        table.add(
                MetricFamily.counter("container_cpu_usage_seconds_total", ""),
                Labels.of("id", "/x", "name", "my-web", "image", "i"),
                1.5);

        Sheet sheet = new Sheet("h", AT, Duration.ofSeconds(20));
        new ContainerPlugin().report(new Measured(table), sheet);

        assertThat(sheet.lists()).singleElement().satisfies(list -> {
            assertThat(list.id()).hasToString("h/my-web-cpu/cpu-total");
            assertThat(list.id().plugin()).isEqualTo("my");
            assertThat(list.values()).isEqualTo(List.of(150L));
        });
    }

    private static SampleTable disk(double reads, double readSeconds, double writes, double writeSeconds) {
        SampleTable table = new SampleTable();
        Labels disk = Labels.of("device", "vda");
        table.add(MetricFamily.counter("node_disk_reads_completed_total", ""), disk, reads);
        table.add(MetricFamily.counter("node_disk_writes_completed_total", ""), disk, writes);
        table.add(MetricFamily.counter("node_disk_read_time_seconds_total", ""), disk, readSeconds);
        table.add(MetricFamily.counter("node_disk_write_time_seconds_total", ""), disk, writeSeconds);
        return table;
    }

    private static void fileSystem(SampleTable table, String mountPoint, double size, double free, double available) {
        Labels labels = Labels.of("device", "/dev/x", "fstype", "ext4", "mountpoint", mountPoint);
        table.add(MetricFamily.gauge("node_filesystem_size_bytes", ""), labels, size);
        table.add(MetricFamily.gauge("node_filesystem_free_bytes", ""), labels, free);
        table.add(MetricFamily.gauge("node_filesystem_avail_bytes", ""), labels, available);
    }

    private static Map<String, List<? extends Number>> said(Plugin plugin, SampleTable table) {
        Sheet sheet = new Sheet("h", AT, Duration.ofSeconds(20));
        plugin.report(new Measured(table), sheet);
        return sheet.lists().stream().collect(Collectors.toMap(list -> list.id().toString(), ValueList::values));
    }

    @Test
    void leavesOutTheEndsOfContainersCables() throws IOException {
        String devices = Files.readString(host.directory().resolve("proc/1/net/dev"));
        host.write(
                "/proc/1/net/dev",
                devices + devices.lines().toList().getLast().replaceFirst("[^:]+", "veth12ab34c") + "\n");

        assertThat(valuesAt(MonitoringLevel.ALL, AT).keySet())
                .anyMatch(id -> id.startsWith("recorded/interface-lo/"))
                .noneMatch(id -> id.contains("veth"));
    }

    private Map<String, List<? extends Number>> valuesAt(MonitoringLevel level, Instant at) {
        try (ScrapedAgent agent = ScrapedAgent.start(host.directory(), state, new Containers())) {
            agent.bean(MonitoringControl.class).set(level);
            SampleTable table = level == MonitoringLevel.NONE
                    ? new SampleTable()
                    : agent.bean(Samples.class).now(level);
            agent.beans(SampleSink.class).forEach(sink -> sink.take(at, table));
            return agent.bean(Values.class).latest().stream()
                    .map(Reading::values)
                    .collect(Collectors.toMap(
                            list -> list.id().toString(), ValueList::values, (one, _) -> one, TreeMap::new));
        }
    }

    private static final class Containers implements Workloads {
        @Override
        public List<Workload> running() {
            try {
                return RecordedHost.V1.workloads();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
