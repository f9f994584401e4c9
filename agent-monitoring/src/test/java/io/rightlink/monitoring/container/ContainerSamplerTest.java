package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.container.ContainerSampler.Limits;
import io.rightlink.monitoring.internal.ReadableFiles;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerSamplerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_795_352_000), ZoneOffset.UTC);
    private static final Limits LIMITS = new Limits(1_000, Duration.ofSeconds(10));

    @TempDir
    private Path directory;

    private RecordedHost v1;
    private RecordedHost v2;

    @BeforeEach
    void copyTheHosts() throws IOException {
        v1 = RecordedHost.V1.copyTo(directory.resolve("v1"));
        v2 = RecordedHost.V2.copyTo(directory.resolve("v2"));
    }

    @Test
    void showsTheSameFamiliesOfBothVersions() throws IOException {
        Shown first = sample(v1, v1.workload("burner"));
        Shown second = sample(v2, v2.workload("burner"));

        assertThat(first.unreadable()).isEmpty();
        assertThat(second.unreadable()).isEmpty();
        assertThat(names(second))
                .filteredOn(name -> !name.startsWith("container_fs_") && !name.startsWith("container_pressure_"))
                .isEqualTo(names(first))
                .hasSize(33);
        assertThat(names(second)).hasSize(33 + 4 + 6);
    }

    @Test
    void showsNoQuotaWhereThereIsNone() throws IOException {
        assertThat(sample(v1, v1.workload("quiet")).with("_cfs_")).isEmpty();
        assertThat(sample(v2, v2.workload("quiet")).with("_cfs_")).isEmpty();
        assertThat(sample(v2, v2.workload("quiet")).with("container_cpu_")).hasSize(3);
    }

    @Test
    void doesNotCountTheHostsNetworkAsAContainers() throws IOException {
        assertThat(sample(v1, v1.workload("hostly")).with("container_network_")).isEmpty();
        assertThat(sample(v1, v1.workload("hostly")).with("container_memory_")).isNotEmpty();
        assertThat(sample(v1, inNetworkOf(v1.workload("burner"), "container:" + "a".repeat(64)))
                        .with("container_network_"))
                .isEmpty();
    }

    @Test
    void leavesTheLoopbackOut() throws IOException {
        assertThat(sample(v1, v1.workload("burner")).with("interface=\"lo\"")).isEmpty();
        assertThat(sample(v1, v1.workload("burner")).with("interface=\"eth0\"")).hasSize(8);
    }

    @Test
    void neverShowsAWorkingSetBelowZero() throws IOException {
        Workload burner = v1.workload("burner");
        v1.write(memory(burner, "memory.usage_in_bytes"), "4096\n");
        v1.write(memory(burner, "memory.stat"), "total_inactive_file 8192\n");

        assertThat(sample(v1, burner).with("working_set").values()).containsExactly(0.0);
    }

    @Test
    void tellsWhatWasKilledFromWhatWasUpToItsLimit() throws IOException {
        Workload burner = v2.workload("burner");
        v2.write(
                "/sys/fs/cgroup/system.slice/docker-" + burner.id() + ".scope/memory.events",
                "low 1\nhigh 2\nmax 7\noom 3\noom_kill 5\noom_group_kill 4\n");

        Shown shown = sample(v2, burner);

        assertThat(shown.with("container_memory_failcnt").values()).containsExactly(7.0);
        assertThat(shown.with("container_oom_events_total").values()).containsExactly(5.0);
    }

    @Test
    void showsNoWorkingSetWithoutItsParts() throws IOException {
        Workload burner = v1.workload("burner");
        v1.delete(memory(burner, "memory.stat"));

        Shown shown = sample(v1, burner);

        assertThat(shown.with("working_set")).isEmpty();
        assertThat(shown.with("container_memory_rss")).isEmpty();
        assertThat(shown.with("container_memory_usage_bytes")).hasSize(1);
    }

    @Test
    void leavesOutAGarbledFigureAndReadsTheOthers() throws IOException {
        Workload burner = v1.workload("burner");
        v1.write(memory(burner, "memory.usage_in_bytes"), "lots\n");
        v1.write(memory(burner, "memory.max_usage_in_bytes"), "409");

        Shown shown = sample(v1, burner);

        assertThat(shown.with("container_memory_usage_bytes")).isEmpty();
        assertThat(shown.with("container_memory_max_usage_bytes")).isEmpty();
        assertThat(shown.with("container_memory_rss")).hasSize(1);
        assertThat(shown.unreadable())
                .containsExactly(
                        "Cannot read all of " + memory(burner, "memory.usage_in_bytes") + ": 'lots' isn't a count",
                        "Cannot read all of " + memory(burner, "memory.max_usage_in_bytes")
                                + ": its last line is cut off");
    }

    /** Of bfq's figures there are none where the device has another scheduler. */
    @Test
    void showsTheBlockDevicesOfTheFirstSchedulerThatCounts() throws IOException {
        Workload burner = v1.workload("burner");
        String blkio = "/sys/fs/cgroup/blkio/docker/" + burner.id() + "/blkio.throttle.io_";
        v1.write(blkio + "serviced_recursive", "254:0 Read 47\n254:0 Write 32\n254:0 Sync 79\nTotal 79\n");
        v1.write(
                blkio + "service_bytes_recursive",
                "254:0 Read 2170880\n254:0 Write 2097152\n9:99 Write 512\nTotal 4268544\n");

        Shown shown = sample(v1, burner);

        assertThat(shown.with("container_fs_writes_bytes_total{device=\"/dev/vda\"")
                        .values())
                .containsExactly(2097152.0);
        assertThat(shown.with("container_fs_writes_bytes_total{device=\"9:99\"").values())
                .containsExactly(512.0);
        assertThat(shown.with("container_fs_reads_total").values()).containsExactly(47.0);
        assertThat(shown.with("container_fs_").keySet()).hasSize(5);
    }

    @Test
    void showsWhatAnUpdateChangedWithinAMinute() throws IOException {
        Workload burner = v1.workload("burner");
        long[] now = {0};
        MeasuredContainers containers = new MeasuredContainers(
                v1.rootfs(), ReadableFiles.of(v1.rootfs()), CLOCK, () -> now[0], LIMITS.descriptors());
        assertThat(quota(containers, burner)).containsExactly(30_000.0);
        v1.write("/sys/fs/cgroup/cpu/docker/" + burner.id() + "/cpu.cfs_quota_us", "-1\n");

        assertThat(quota(containers, burner)).containsExactly(30_000.0);
        now[0] = Duration.ofSeconds(61).toNanos();
        assertThat(quota(containers, burner)).isEmpty();
    }

    private static Collection<Double> quota(MeasuredContainers containers, Workload workload) {
        Figures figures = new Figures();
        containers.measure(List.of(workload), figures);
        SampleTable table = new SampleTable();
        figures.addTo(table);
        return Shown.of(table).with("container_spec_cpu_quota").values();
    }

    @Test
    void showsSinceWhenAContainerRunsAndHowItIs() throws IOException {
        Workload burner = v1.workload("burner");
        Workload healthy = new Workload(
                burner.id(),
                "burner",
                "x",
                burner.initPid(),
                "host",
                List.of(),
                Map.of(),
                Optional.of(Instant.ofEpochMilli(1_795_000_000_500L)),
                Optional.of("healthy"));

        assertThat(sample(v1, healthy).with("start_time").values()).containsExactly(1_795_000_000.5);
        assertThat(sample(v1, healthy).with("health_state").values()).containsExactly(1.0);
        assertThat(sample(v1, burner).with("health_state")).isEmpty();
    }

    @Test
    void leavesOutAContainerThatHasEnded() throws IOException {
        Workload burner = v1.workload("burner");
        v1.delete("/proc/" + burner.initPid() + "/cgroup");

        Shown shown = sample(v1, burner, v1.workload("quiet"));

        assertThat(shown.with("burner")).isEmpty();
        assertThat(shown.with("quiet")).isNotEmpty();
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void leavesOutAContainerThatEndsWhileItIsRead() throws IOException {
        Workload burner = v1.workload("burner");
        v1.write(memory(burner, "memory.usage_in_bytes"), "lots\n");
        FakeFiles files = new FakeFiles(v1);
        files.before(
                "/proc/" + burner.initPid() + "/net/dev", () -> files.end("/proc/" + burner.initPid() + "/cgroup"));

        Shown shown = Shown.by(new ContainerSampler(() -> List.of(burner), v1.rootfs(), files, CLOCK, LIMITS));

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void doesNotShowAnotherProcessAsTheContainer() throws IOException {
        Workload burner = v1.workload("burner");
        Workload quiet = v1.workload("quiet");
        Workload reused = new Workload(
                quiet.id(),
                "quiet",
                "x",
                burner.initPid(),
                "bridge",
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());

        assertThat(sample(v1, reused).values()).isEmpty();

        String path = "/proc/" + burner.initPid() + "/cgroup";
        Clock reusedMeanwhile = clock(() -> v1.write(path, "4:memory:/docker/" + quiet.id() + "\n"));
        assertThat(Shown.by(new ContainerSampler(() -> List.of(burner), v1.rootfs(), reusedMeanwhile, LIMITS))
                        .values())
                .isEmpty();
    }

    @Test
    void saysThatItDoesNotSeeAnotherNamespacesGroups() throws IOException {
        Workload burner = v2.workload("burner");
        v2.write("/proc/" + burner.initPid() + "/cgroup", "0::/../docker-" + burner.id() + ".scope\n");

        Shown shown = sample(v2, burner);

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable())
                .containsExactly(
                        "Cannot measure container 'burner' as the kernel does: the agent doesn't see such a control group;"
                                + " does it run with --cgroupns=host, and the host's /sys mounted? Docker's own figures, which"
                                + " cost it far more, are shown for 0 of them");
    }

    @Test
    void readsControllersOfBothVersionsOnAHostThatHasBoth() throws IOException {
        Workload burner = v2.workload("burner");
        v2.write("/proc/1/mountinfo", """
                25 23 0:23 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw
                26 23 0:24 / /cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
                """);
        v2.write(
                "/proc/" + burner.initPid() + "/cgroup",
                "0::/system.slice/docker-" + burner.id() + ".scope\n" + "1:cpu,cpuacct:/docker/" + burner.id() + "\n");
        v2.write("/cpu,cpuacct/docker/" + burner.id() + "/cpuacct.usage", "1500000000\n");

        Shown shown = sample(v2, burner);

        assertThat(shown.with("container_cpu_").values()).containsExactly(1.5);
        assertThat(shown.with("container_memory_usage_bytes")).hasSize(1);
    }

    @Test
    void readsNoMountsForNoContainers() throws IOException {
        v1.delete("/proc/1/mountinfo");

        assertThat(sample(v1).unreadable()).isEmpty();
        assertThat(sample(v1, v1.workload("burner")).unreadable())
                .first()
                .asString()
                .startsWith("Cannot read /proc/1/mountinfo");
    }

    private static Shown sample(RecordedHost host, Workload... running) {
        return Shown.by(new ContainerSampler(() -> List.of(running), host.rootfs(), CLOCK, LIMITS));
    }

    private static String memory(Workload workload, String file) {
        return "/sys/fs/cgroup/memory/docker/" + workload.id() + "/" + file;
    }

    private static Workload inNetworkOf(Workload workload, String mode) {
        return new Workload(
                workload.id(),
                workload.name(),
                workload.image(),
                workload.initPid(),
                mode,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> names(Shown shown) {
        return shown.values().keySet().stream()
                .map(series -> series.substring(0, series.indexOf('{')))
                .sorted()
                .toList();
    }

    private interface Step {
        void take() throws IOException;
    }

    /** Takes a step when somebody asks for the time, which is what a container is asked for last. */
    private static Clock clock(Step step) {
        InstantSource source = () -> {
            try {
                step.take();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return CLOCK.instant();
        };
        return source.withZone(ZoneOffset.UTC);
    }
}
