package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.WorkloadStatistics;
import io.rightlink.core.workload.Workloads;
import io.rightlink.monitoring.container.ContainerSampler.Limits;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnseenContainersTest {

    private static final WorkloadStatistics SAID = new WorkloadStatistics(
            new WorkloadStatistics.Cpu(
                    OptionalDouble.of(1.5),
                    OptionalDouble.of(1),
                    OptionalDouble.of(0.5),
                    OptionalDouble.of(0),
                    OptionalDouble.of(0),
                    OptionalDouble.of(0)),
            OptionalDouble.of(8192),
            OptionalDouble.empty(),
            Map.of("anon", 4096.0, "inactive_file", 1024.0),
            Map.of(
                    "254:0",
                    new WorkloadStatistics.Disk(
                            OptionalDouble.of(1),
                            OptionalDouble.of(2),
                            OptionalDouble.of(512),
                            OptionalDouble.of(1024))),
            Map.of(
                    "eth0",
                    new WorkloadStatistics.Interface(List.of(10.0, 1.0, 0.0, 0.0), List.of(20.0, 2.0, 0.0, 0.0))),
            OptionalDouble.of(3));

    @TempDir
    private Path directory;

    private RecordedHost v1;
    private Workload burner;
    private Workload quiet;
    private final Engine engine = new Engine();

    @BeforeEach
    void copyTheHost() throws IOException {
        v1 = RecordedHost.V1.copyTo(directory.resolve("v1"));
        burner = v1.workload("burner");
        quiet = v1.workload("quiet");
        engine.running = List.of(burner, quiet);
    }

    @Test
    void asksTheEngineForNothingThatCanBeRead() {
        assertThat(sample().unreadable()).isEmpty();
        assertThat(engine.asked).isEmpty();
    }

    @Test
    void showsWhatTheEngineSaysWhereNoTreeIsMounted() throws IOException {
        v1.write("/proc/1/mountinfo", "25 23 0:23 / /proc rw - proc proc rw\n");

        Shown shown = sample();

        assertThat(engine.asked).containsExactlyInAnyOrder(burner.id(), quiet.id());
        assertThat(shown.with("burner").values()).hasSize(20);
        String labels = "{id=\"/docker/" + burner.id() + "\",image=\"" + burner.image() + "\",name=\"burner\"}";
        assertThat(shown.values())
                .containsEntry("container_cpu_usage_seconds_total" + labels, 1.5)
                .containsEntry("container_memory_usage_bytes" + labels, 8192.0)
                .containsEntry("container_memory_working_set_bytes" + labels, 7168.0)
                .containsEntry("container_memory_rss" + labels, 4096.0)
                .containsEntry("container_threads" + labels, 3.0)
                .containsEntry("container_fs_writes_bytes_total" + labels.replace("{", "{device=\"254:0\","), 1024.0)
                .containsEntry(
                        "container_network_transmit_bytes_total" + labels.replace(",name", ",interface=\"eth0\",name"),
                        20.0);
        assertThat(shown.unreadable())
                .containsExactly("Cannot measure 2 containers, 'burner' for one, as the kernel does: the agent doesn't"
                        + " see such a control group; does it run with --cgroupns=host, and the host's /sys mounted?"
                        + " Docker's own figures, which cost it far more, are shown for 2 of them");
    }

    @Test
    void asksOnlyForWhatItDoesNotSee() throws IOException {
        v1.write("/proc/" + burner.initPid() + "/cgroup", "4:memory:/../" + burner.id() + "\n");

        assertThat(sample().with("quiet").keySet()).hasSizeGreaterThan(20);
        assertThat(engine.asked).containsExactly(burner.id());
    }

    @Test
    void asksForAllWhereNoProcessIsSeen() throws IOException {
        v1.delete("/proc/" + burner.initPid() + "/cgroup");
        v1.delete("/proc/" + quiet.initPid() + "/cgroup");

        assertThat(sample().with("container_cpu_usage").values()).containsExactly(1.5, 1.5);
    }

    @Test
    void saysWhyNeitherIsThere() throws IOException {
        v1.write("/proc/1/mountinfo", "25 23 0:23 / /proc rw - proc proc rw\n");
        engine.down = true;

        Shown shown = sample();

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).singleElement().asString().endsWith("Docker's own figures: it is down");
    }

    private Shown sample() {
        return Shown.by(new ContainerSampler(
                engine, v1.rootfs(), Clock.systemUTC(), new Limits(1_000, Duration.ofSeconds(10))));
    }

    private static final class Engine implements Workloads {
        private List<Workload> running = List.of();
        private Collection<String> asked = List.of();
        private boolean down;

        @Override
        public List<Workload> running() {
            return running;
        }

        @Override
        public Map<String, WorkloadStatistics> statistics(Collection<String> ids, Duration patience) {
            if (down) {
                throw new UnavailableException("docker-unavailable", "it is down");
            }
            asked = List.copyOf(ids);
            return ids.stream().collect(Collectors.toMap(id -> id, _ -> SAID));
        }
    }
}
