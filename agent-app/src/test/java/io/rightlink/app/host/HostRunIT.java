package io.rightlink.app.host;

import static io.rightlink.app.host.HostAgent.ended;
import static io.rightlink.app.host.HostAgent.lines;
import static io.rightlink.app.host.HostAgent.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.scripts.run.Run;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of runs on a real host when the agent is killed. */
@Timeout(240)
class HostRunIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @BeforeAll
    static void makeStateDirectory() throws Exception {
        Files.createDirectory(HostAgent.state(host));
    }

    @Test
    void tellsTheWholeOutputAndTheExitCodeOfARunThatWentOnWhileTheAgentWasDead() throws Exception {
        killedWhile("on", "echo x >> /root/starts-on; for i in $(seq 50); do echo line $i; sleep 0.1; done; exit 7");
        assertThat(unitsOf("on")).isNotEmpty();

        HostAgent.play(host, runs -> {
            Run run = ended(runs, "on", () -> unitsOf("on").isEmpty());

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(output(runs, "on")).isEqualTo(lines(50));
        });

        assertThat(Files.readString(host.root().resolve("root/starts-on"))).isEqualTo("x\n");
        assertThat(unitsOf("on")).isEmpty();
        assertThat(files("on")).containsExactly("output");
    }

    @Test
    void tellsTheEndThatCameWhileTheAgentWasDead() throws Exception {
        killedWhile("over", "for i in $(seq 20); do echo line $i; sleep 0.05; done; kill -USR1 $$");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> host.run(
                        "systemctl", "show", "-P", "ActiveState", "rightlink-run-over.service")
                .trim()
                .equals("failed"));

        HostAgent.play(host, runs -> {
            Run run = ended(runs, "over", () -> unitsOf("over").isEmpty());

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.signal()).isEqualTo(10);
            assertThat(output(runs, "over")).isEqualTo(lines(20));
        });
        assertThat(unitsOf("over")).isEmpty();
    }

    @Test
    void leavesARunGoingWhenTheAgentStopsAndCancelsItUnderTheNext() throws Exception {
        HostAgent.play(host, runs -> {
            runs.submit(new RunId("stays"), HostAgent.request("host", "echo begun; sleep 1000"));
            assertThat(runs.output(new RunId("stays")).awaitBeyond(0)).isEqualTo(6);
        });
        assertThat(host.run("systemctl", "is-active", "rightlink-run-stays.service"))
                .isEqualTo("active\n");

        HostAgent.play(host, runs -> {
            assertThat(runs.get(new RunId("stays")).state()).isEqualTo(RunState.RUNNING);
            assertThat(runs.cancel(new RunId("stays")).state()).isEqualTo(RunState.CANCELLED);
            assertThat(output(runs, "stays")).startsWith("begun\n");
        });
        assertThat(unitsOf("stays")).isEmpty();
    }

    @Test
    void saysThatItDoesNotKnowTheEndOfWhatTheHostHasForgotten() throws Exception {
        killedWhile("gone", "echo begun; sleep 1000");
        host.run("systemctl", "stop", "rightlink-run-gone.service");

        HostAgent.play(host, runs -> {
            Run run = ended(runs, "gone", () -> unitsOf("gone").isEmpty());

            assertThat(run.state()).isEqualTo(RunState.UNKNOWN);
            assertThat(run.problem()).contains("not known");
            assertThat(output(runs, "gone")).isEqualTo("begun\n");
        });
    }

    @Test
    void takesNoEndlessRoomForEndlessOutput() throws Exception {
        int count = 8_000_000;
        RunId much = new RunId("much");
        Path raw = runs().resolve("much/output.raw");
        HostAgent.play(host, runs -> {
            runs.submit(
                    much,
                    HostAgent.request(
                            "host", "seq " + count + "; until [ -e /root/go-on ]; do sleep 0.1; done; echo end"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(raw) && Files.size(raw) > 60_000_000 && kilobytesOnDisk(raw) < 40_000);
        });

        HostAgent.play(host, runs -> {
            Files.createFile(host.root().resolve("root/go-on"));
            assertThat(ended(runs, "much", () -> unitsOf("much").isEmpty()).state())
                    .isEqualTo(RunState.SUCCEEDED);
            StringBuilder printed = new StringBuilder();
            IntStream.rangeClosed(1, count).forEach(i -> printed.append(i).append('\n'));
            printed.append("end\n");
            int head = 1 << 20;
            int tail = 256 * 1024;
            assertThat(output(runs, "much"))
                    .isEqualTo(printed.substring(0, head) + "\n[rightlink: " + (printed.length() - head - tail)
                            + " bytes left out]\n" + printed.substring(printed.length() - tail));
        });
    }

    private static long kilobytesOnDisk(Path file) throws Exception {
        Path there = TestbedHost.SHARED.resolve(host.shared().relativize(file));
        return Long.parseLong(host.run("stat", "--format=%b", there.toString()).strip()) / 2;
    }

    /** Kills an agent with SIGKILL as soon as its run has written something. */
    private static void killedWhile(String id, String script) throws Exception {
        Process agent = HostAgent.start(host, id, "host", script);
        try {
            Path raw = runs().resolve(id).resolve("output.raw");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(raw) && Files.size(raw) > 0);
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }

    private static String unitsOf(String id) throws IOException, InterruptedException {
        return host.run(
                "systemctl", "list-units", "--all", "--plain", "--no-legend", "rightlink-run-" + id + ".service");
    }

    private static String[] files(String id) {
        return runs().resolve(id).toFile().list();
    }

    private static Path runs() {
        return HostAgent.state(host).resolve("runs");
    }
}
