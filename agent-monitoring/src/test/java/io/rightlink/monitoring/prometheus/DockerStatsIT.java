package io.rightlink.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.monitoring.testing.DockerStats;
import io.rightlink.monitoring.testing.DockerStatsComparison;
import io.rightlink.monitoring.testing.InspectedWorkloads;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
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

    @TempDir
    private static Path state;

    private static ScrapedAgent agent;

    @BeforeAll
    static void load() throws Exception {
        HOST.load(TestbedHost.BUSYBOX);
        // The kernel counts the blocks of v1 only where there is a limit; Docker wants the device's file for that.
        HOST.sh("mknod /dev/docker-disk b $(mountpoint -d /var/lib/docker | tr : \" \")");
        start("burner", "--cpus 0.5", "while :; do :; done");
        start("hog", "", "dd if=/dev/zero of=/dev/shm/big bs=1M count=48 && exec sleep 100000");
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

    @AfterAll
    static void stop() {
        agent.close();
    }

    @Test
    void agreesWithDockerStatsUnderLoad() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            String before = agent.scrape();
            long start = System.nanoTime();
            String during = stats() + stats() + stats();
            String after = agent.scrape();
            double seconds = (System.nanoTime() - start) / 1e9;

            DockerStatsComparison comparison = DockerStatsComparison.of(before, after, seconds, during);

            assertThat(Stream.of("burner", "hog", "writer", "receiver", "sender")
                            .flatMap(name -> comparison.disagreements(name, TOLERANCE).stream()))
                    .as("in round " + i + ", with " + during)
                    .isEmpty();
        }
    }

    private static void awaitLoad() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            List<DockerStats> stats = DockerStats.parse(stats());
            return stats.stream().anyMatch(line -> line.memoryBytes() > 48 << 20)
                    && stats.stream().anyMatch(line -> line.writtenBytes() > 4e6)
                    && stats.stream().anyMatch(line -> line.receivedBytes() > 1e6)
                    && stats.stream().anyMatch(line -> line.cpu() > 0.4);
        });
    }

    private static String stats() throws Exception {
        return HOST.run("docker", "stats", "--no-stream", "--format", "{{json .}}");
    }

    private static void start(String name, String options, String script) throws Exception {
        HOST.sh("docker run -d --name " + name + " " + options + " " + TestbedHost.BUSYBOX + " sh -c '" + script + "'");
    }
}
