package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerSamplerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_795_352_000), ZoneOffset.UTC);

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
        assertThat(names(second)).isEqualTo(names(first)).hasSize(21);
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
        Clock atTheEnd = clock(() -> v1.delete("/proc/" + burner.initPid() + "/cgroup"));

        Shown shown = Shown.by(new ContainerSampler(() -> List.of(burner), v1.rootfs(), atTheEnd));

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).isEmpty();
    }

    @Test
    void doesNotShowAnotherProcessAsTheContainer() throws IOException {
        Workload burner = v1.workload("burner");
        Workload quiet = v1.workload("quiet");
        Workload reused = new Workload(quiet.id(), "quiet", "x", burner.initPid(), "bridge", List.of(), Map.of());

        assertThat(sample(v1, reused).values()).isEmpty();

        String path = "/proc/" + burner.initPid() + "/cgroup";
        Clock reusedMeanwhile = clock(() -> v1.write(path, "4:memory:/docker/" + quiet.id() + "\n"));
        assertThat(Shown.by(new ContainerSampler(() -> List.of(burner), v1.rootfs(), reusedMeanwhile))
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
                .containsExactly("Cannot measure container 'burner': the agent doesn't see its control group; does the"
                        + " agent run with --cgroupns=host?");
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
        return Shown.by(new ContainerSampler(() -> List.of(running), host.rootfs(), CLOCK));
    }

    private static String memory(Workload workload, String file) {
        return "/sys/fs/cgroup/memory/docker/" + workload.id() + "/" + file;
    }

    private static Workload inNetworkOf(Workload workload, String mode) {
        return new Workload(
                workload.id(), workload.name(), workload.image(), workload.initPid(), mode, List.of(), Map.of());
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
