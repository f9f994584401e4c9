package io.rightlink.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.monitoring.testing.DockerStats;
import io.rightlink.monitoring.testing.DockerStatsComparison;
import io.rightlink.monitoring.testing.EngineStats;
import io.rightlink.monitoring.testing.InspectedWorkloads;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Containers under load, each of one kind, are shown as docker stats shows them. */
class DockerStatsIT {

    @RegisterExtension
    static final TestbedHost HOST = new TestbedHost();

    private static final double TOLERANCE = 0.05;

    /** A long one for hosts that are watched, a short one for every day. */
    private static final int ROUNDS = Boolean.getBoolean("torture") ? 20 : 3;

    /** The two never look at the same seconds, in which a busy machine may give more or less; what is wrong is so each time. */
    private static final int LOOKS = 3;

    /** What a number loses when it is written as one of so many digits. */
    private static final double DIGITS = 1e-6;

    private static final List<String> STEADY = List.of("burner", "hog");

    /** They start a process several times a second. */
    private static final List<String> BUSY = List.of("writer", "receiver", "sender");

    @TempDir
    private static Path state;

    @AutoClose
    private static ScrapedAgent agent;

    @BeforeAll
    static void load() throws Exception {
        HOST.load(TestbedHost.BUSYBOX);
        // The kernel counts the blocks of v1 only where there is a limit; Docker wants the device's file for that.
        HOST.sh("mknod /dev/docker-disk b $(mountpoint -d /var/lib/docker | tr : \" \")");
        start("burner", "--cpus 0.5", "while :; do :; done");
        // Memory of its own, and a file's cache, which docker stats doesn't tell.
        start(
                "hog",
                "",
                "dd if=/dev/zero of=/dev/shm/big bs=1M count=48 && dd if=/dev/zero of=/cached bs=1M count=32"
                        + " && exec sleep 100000");
        start(
                "writer",
                "-v /data --device-write-bps /dev/docker-disk:4mb",
                "for i in $(seq 1 100000); do dd if=/dev/zero of=/data/big bs=64k count=16 oflag=direct; sleep 0.2;"
                        + " done 2>/dev/null");
        start("receiver", "", "while :; do nc -l -p 7000 >/dev/null; done");
        String address = HOST.run("docker", "inspect", "--format", "{{.NetworkSettings.IPAddress}}", "receiver")
                .trim();
        start(
                "sender",
                "",
                "for i in $(seq 1 100000); do dd if=/dev/zero bs=16k count=16 2>/dev/null | nc -w 1 " + address
                        + " 7000; sleep 0.2; done");
        agent = ScrapedAgent.start(HOST.root(), state, new InspectedWorkloads(HOST));
        awaitLoad();
    }

    @Test
    void agreesWithDockerStatsUnderLoad() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            String during = "";
            List<String> disagreements = List.of("not looked yet");
            for (int look = 0; look < LOOKS && !disagreements.isEmpty(); look++) {
                String before = agent.scrape();
                long start = System.nanoTime();
                during = stats() + stats() + stats();
                String after = agent.scrape();
                double seconds = (System.nanoTime() - start) / 1e9;
                disagreements = disagreements(DockerStatsComparison.of(before, after, seconds, during));
            }
            assertThat(disagreements).as("in round " + i + ", with " + during).isEmpty();
        }
    }

    private static List<String> disagreements(DockerStatsComparison comparison) {
        return Stream.concat(
                        STEADY.stream().flatMap(name -> comparison.disagreements(name, TOLERANCE).stream()),
                        BUSY.stream().flatMap(name -> comparison.countDisagreements(name, TOLERANCE).stream()))
                .toList();
    }

    /** No tolerance, and no rounding: what the engine counted between two scrapes lies between them. */
    @Test
    void countsWhatTheEngineCountsInBetween() throws Exception {
        for (String name : Stream.concat(STEADY.stream(), BUSY.stream()).toList()) {
            for (int i = 0; i < ROUNDS; i++) {
                Map<String, Double> before = ScrapedAgent.values(agent.scrape());
                Map<String, Double> engine = EngineStats.counts(HOST, name);
                Map<String, Double> after = ScrapedAgent.values(agent.scrape());

                assertThat(engine).allSatisfy((family, count) -> assertThat(count)
                        .as(family + " of " + name)
                        .isBetween(
                                DockerStatsComparison.sum(before, family, name).orElse(0) - DIGITS,
                                DockerStatsComparison.sum(after, family, name).orElse(0) + DIGITS));
            }
        }
    }

    /** Each container has its own load, so that none is compared while there is nothing to see. */
    private static void awaitLoad() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            List<DockerStats> stats = DockerStats.parse(stats());
            assertThat(of(stats, "hog").memoryBytes()).isGreaterThan(48 << 20);
            assertThat(of(stats, "writer").writtenBytes()).isGreaterThan(4e6);
            assertThat(of(stats, "receiver").receivedBytes()).isGreaterThan(4e6);
            assertThat(of(stats, "sender").transmittedBytes()).isGreaterThan(4e6);
            assertThat(EngineStats.counts(HOST, "burner").get("container_cpu_usage_seconds_total"))
                    .isGreaterThan(5);
        });
    }

    private static DockerStats of(List<DockerStats> stats, String container) {
        return stats.stream()
                .filter(line -> line.name().equals(container))
                .findAny()
                .orElseThrow(() -> new AssertionError(container + " isn't among " + stats));
    }

    private static String stats() throws Exception {
        return HOST.run("docker", "stats", "--no-stream", "--format", "{{json .}}");
    }

    private static void start(String name, String options, String script) throws Exception {
        HOST.sh("docker run -d --name " + name + " " + options + " " + TestbedHost.BUSYBOX + " sh -c '" + script + "'");
    }
}
