package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.container.ContainerSampler.Limits;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers come, go and are replaced, and none is ever taken for another. */
class ContainerChurnTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_795_352_000), ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USAGE = "container_memory_usage_bytes";

    @TempDir
    private Path directory;

    private RecordedHost host;
    private FakeFiles files;
    private Workload burner;
    private Workload quiet;
    private List<Workload> running = List.of();

    @BeforeEach
    void copyTheHost() throws IOException {
        host = RecordedHost.V1.copyTo(directory.resolve("v1"));
        files = new FakeFiles(host);
        burner = host.workload("burner");
        quiet = host.workload("quiet");
        running = List.of(burner, quiet);
    }

    @Test
    void opensNothingTwiceButTheNetwork() {
        ContainerSampler sampler = sampler(1_000);
        Shown first = Shown.by(sampler);
        int opened = files.opened();
        int open = files.open();

        Shown second = Shown.by(sampler);

        assertThat(second.values()).isEqualTo(first.values());
        assertThat(files.opened() - opened).isEqualTo(2);
        assertThat(files.open()).isEqualTo(open);
    }

    @Test
    void readsFilesAnewEachTime() throws IOException {
        ContainerSampler sampler = sampler(1_000);
        Shown.by(sampler);
        host.write(memory(burner, "memory.usage_in_bytes"), "4096\n");

        assertThat(Shown.by(sampler)
                        .with(USAGE + "{id=\"/docker/" + burner.id())
                        .values())
                .containsExactly(4096.0);
    }

    @Test
    void keepsNothingOpenOfContainersThatWent() {
        ContainerSampler sampler = sampler(1_000);
        running = List.of(quiet);
        Shown.by(sampler);
        int forOne = files.open();
        running = List.of(quiet, burner);
        Shown.by(sampler);

        running = List.of(quiet);
        assertThat(Shown.by(sampler).with("burner")).isEmpty();
        assertThat(files.open()).isEqualTo(forOne).isPositive();

        running = List.of();
        assertThat(Shown.by(sampler).values()).isEmpty();
        assertThat(files.open()).isZero();
    }

    @Test
    void keepsNothingOpenWhenNobodyCanTellWhatRuns() {
        boolean[] down = {false};
        ContainerSampler sampler = new ContainerSampler(
                () -> {
                    if (down[0]) {
                        throw new UnavailableException("docker-unavailable", "Cannot reach the engine");
                    }
                    return running;
                },
                host.rootfs(),
                files,
                CLOCK,
                new Limits(1_000, PATIENCE));
        Shown.by(sampler);
        down[0] = true;

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> Shown.by(sampler));

        assertThat(files.open()).isZero();
    }

    @Test
    void keepsNoMoreOpenThanItMayAndMeasuresTheRestAllTheSame() {
        Shown unlimited = Shown.by(sampler(1_000));
        int forBoth = files.open();
        running = List.of();
        ContainerSampler limited = sampler(forBoth / 2 + 3);
        running = List.of(burner, quiet);
        int before = files.open();

        for (int i = 0; i < 3; i++) {
            assertThat(Shown.by(limited).values()).isEqualTo(unlimited.values());
            assertThat(files.open() - before)
                    .isLessThanOrEqualTo(forBoth / 2 + 3)
                    .isPositive();
        }
    }

    @Test
    void tellsAContainerFromTheOneThatItReplacesUnderItsName() throws IOException {
        ContainerSampler sampler = sampler(1_000);
        double before = usage(Shown.by(sampler), burner);
        Workload successor = named("burner", quiet.id(), quiet.initPid());
        files.end("/proc/" + burner.initPid() + "/");
        files.end("/sys/fs/cgroup/cpuacct/docker/" + burner.id());
        running = List.of(successor);

        Shown shown = Shown.by(sampler);

        assertThat(shown.with(burner.id())).isEmpty();
        assertThat(usage(shown, successor)).isNotEqualTo(before);
        assertThat(shown.with(USAGE)).hasSize(1);
    }

    /** It is in the engine's list still, but its process id is another container's. */
    @Test
    void showsNothingOfAContainerWhoseProcessIdIsReused() throws IOException {
        ContainerSampler sampler = sampler(1_000);
        Shown.by(sampler);
        files.end("/proc/" + burner.initPid() + "/");
        host.write("/proc/" + burner.initPid() + "/cgroup", "4:memory:/docker/" + quiet.id() + "\n");

        Shown shown = Shown.by(sampler);

        assertThat(shown.with("burner")).isEmpty();
        assertThat(shown.with("quiet")).isNotEmpty();
        assertThat(shown.unreadable()).isEmpty();
    }

    /** The interfaces that are read then are another's. */
    @Test
    void showsNothingOfAContainerWhoseProcessIdIsReusedJustBeforeItsNetworkIsRead() throws IOException {
        ContainerSampler sampler = sampler(1_000);
        Shown.by(sampler);
        String cgroup = "/proc/" + burner.initPid() + "/cgroup";
        files.before("/proc/" + burner.initPid() + "/net/dev", () -> {
            files.end(cgroup);
            host.write(cgroup, "4:memory:/docker/" + quiet.id() + "\n");
        });

        Shown shown = Shown.by(sampler);

        assertThat(shown.with("burner")).isEmpty();
        assertThat(shown.with("quiet")).isNotEmpty();
    }

    @Test
    void leavesOutAContainerWhoseGroupGoesWhileItIsRead() throws IOException {
        ContainerSampler sampler = sampler(1_000);
        Shown.by(sampler);
        int before = files.open();
        files.before(memory(burner, "memory.stat"), () -> {
            files.end("/");
            deleteProcess(burner);
        });

        Shown shown = Shown.by(sampler);

        assertThat(shown.with("burner")).isEmpty();
        assertThat(shown.with("quiet")).isNotEmpty();
        assertThat(shown.unreadable()).isEmpty();
        assertThat(files.open()).isLessThan(before).isPositive();
    }

    @Test
    void looksAgainAtAContainerWhoseFilesWereClosedUnderIt() {
        ContainerSampler sampler = sampler(1_000);
        Map<String, Double> before = Shown.by(sampler).values();
        files.end("/");

        assertThat(Shown.by(sampler).values()).isEqualTo(before);
    }

    @Test
    void followsARename() {
        ContainerSampler sampler = sampler(1_000);
        Shown.by(sampler);
        running = List.of(named("oven", burner.id(), burner.initPid()));

        assertThat(Shown.by(sampler).with("name=\"burner\"")).isEmpty();
        assertThat(Shown.by(sampler).with("name=\"oven\"")).isNotEmpty();
    }

    @Test
    void doesNotWaitForeverForAFileThatHangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        ContainerSampler sampler = new ContainerSampler(
                () -> running, host.rootfs(), files, CLOCK, new Limits(1_000, Duration.ofMillis(100)));
        files.before(memory(burner, "memory.stat"), () -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> Shown.by(sampler))
                .withMessage("Cannot measure containers: their files couldn't be read within 100 ms");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> Shown.by(sampler))
                .withMessage("Cannot measure containers: their files have been read for longer than 100 ms");

        hanging.countDown();
        Awaitility.await().untilAsserted(() -> assertThat(Shown.by(sampler).with("burner"))
                .isNotEmpty());
    }

    private ContainerSampler sampler(int descriptors) {
        return new ContainerSampler(() -> running, host.rootfs(), files, CLOCK, new Limits(descriptors, PATIENCE));
    }

    private Workload named(String name, String id, long pid) {
        return new Workload(
                id, name, burner.image(), pid, "bridge", List.of(), Map.of(), Optional.empty(), Optional.empty());
    }

    private void deleteProcess(Workload workload) throws IOException {
        Files.delete(host.rootfs().resolve("/proc/" + workload.initPid() + "/cgroup"));
    }

    private static double usage(Shown shown, Workload workload) {
        return shown.with(USAGE + "{id=\"/docker/" + workload.id())
                .values()
                .iterator()
                .next();
    }

    private static String memory(Workload workload, String file) {
        return "/sys/fs/cgroup/memory/docker/" + workload.id() + "/" + file;
    }
}
