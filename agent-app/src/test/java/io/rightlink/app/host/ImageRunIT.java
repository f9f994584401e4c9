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
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of runs in containers of a real engine when the agent is killed. */
@Timeout(3600)
class ImageRunIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private static final Logger LOG = LoggerFactory.getLogger(ImageRunIT.class);
    private static final String IN_IMAGE = "image:" + TestbedHost.BUSYBOX;
    private static final boolean TORTURE = Boolean.getBoolean("torture");
    private static final int LATEST_MILLIS = 40;

    /** What an agent can be seen to have come to. */
    private enum Moment {
        SUBMITTED,
        CREATED,
        STARTED,
        ENDED,
        RECORDED;

        private boolean isReached(String id) {
            return switch (this) {
                case SUBMITTED -> Files.exists(file(id, "script"));
                case CREATED -> containers() > 0;
                case STARTED -> Files.exists(file(id, "work/begun"));
                case ENDED -> Files.exists(file(id, "work/over")) || isTidy(id);
                case RECORDED -> isTidy(id);
            };
        }
    }

    @BeforeAll
    static void makeStateDirectory() throws Exception {
        Files.createDirectory(HostAgent.state(host));
        host.load(TestbedHost.BUSYBOX);
    }

    @Test
    void tellsTheWholeOutputAndTheExitCodeOfARunThatWentOnWhileTheAgentWasDead() throws Exception {
        killed("on", marking("for i in $(seq 50); do echo line $i; sleep 0.1; done", 7), Moment.STARTED, 1000);
        assertThat(containersOf("on")).isNotEmpty();

        HostAgent.play(host, runs -> {
            Run run = ended(runs, "on", () -> containersOf("on").isEmpty());

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(output(runs, "on")).isEqualTo(lines(50));
        });

        assertThat(starts("on")).isOne();
        assertThat(containersOf("on")).isEmpty();
        assertThat(file("on", "").toFile().list()).containsExactly("output");
    }

    @Test
    void leavesARunGoingWhenTheAgentStopsAndCancelsItUnderTheNext() throws Exception {
        HostAgent.play(host, runs -> {
            runs.submit(new RunId("stays"), HostAgent.request(IN_IMAGE, "echo begun; sleep 1000"));
            assertThat(runs.output(new RunId("stays")).awaitBeyond(0)).isEqualTo(6);
        });
        assertThat(host.run("docker", "inspect", "-f", "{{.State.Running}}", "rightlink-run-stays"))
                .isEqualTo("true\n");

        HostAgent.play(host, runs -> {
            assertThat(runs.get(new RunId("stays")).state()).isEqualTo(RunState.RUNNING);
            runs.cancel(new RunId("stays"));
            assertThat(ended(runs, "stays", () -> containersOf("stays").isEmpty())
                            .state())
                    .isEqualTo(RunState.CANCELLED);
            assertThat(output(runs, "stays")).startsWith("begun\n");
        });
    }

    @Test
    void tellsAllOfAnOutputThatTakesLongToRead() throws Exception {
        HostAgent.play(host, runs -> {
            runs.submit(
                    new RunId("big"),
                    HostAgent.request(IN_IMAGE, "yes $(head -c 999 /dev/zero | tr '\\0' x) | head -n 80000; echo end"));
            Run run = ended(runs, "big", () -> containersOf("big").isEmpty());

            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "big")).endsWith("x\nend\n").contains("bytes left out");
        });
    }

    /** Kills agents at moments of all kinds and a little later, and has the next one settle what is left. */
    @Test
    void startsNothingTwiceAndLeavesNothingWheneverTheAgentIsKilled() throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        Random random = new Random(7);
        int rounds = TORTURE ? 60 : Moment.values().length;
        for (int round = 0; round < rounds; round++) {
            Moment moment = Moment.values()[round % Moment.values().length];
            String id = "round-" + round;
            killed(id, marking("echo line 1; sleep 0.3", 3), moment, random.nextInt(LATEST_MILLIS));
            HostAgent.play(host, runs -> {
                Run run = ended(runs, id, () -> containersOf(id).isEmpty());
                long starts = starts(id);
                outcomes.merge(moment + " " + run.state() + " starts " + starts, 1, Integer::sum);
                if (run.state() == RunState.UNKNOWN) {
                    assertThat(starts).as(id).isZero();
                } else {
                    assertThat(run.exitCode()).as("%s %s", moment, run).isEqualTo(3);
                    assertThat(output(runs, id)).isEqualTo("line 1\n");
                    assertThat(starts).as(id).isOne();
                }
            });
            assertThat(containersOf(id)).isEmpty();
        }
        LOG.info("What became of {} runs: {}", rounds, outcomes);
    }

    /** Returns a script that leaves a mark where it begins and where it ends. */
    private static String marking(String work, int exitCode) {
        return "touch begun; " + work + "; touch over; exit " + exitCode;
    }

    /** Kills an agent with SIGKILL a little after its run has come to a moment. */
    private static void killed(String id, String script, Moment moment, int laterMillis) throws Exception {
        Process agent = HostAgent.start(host, id, IN_IMAGE, script);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!moment.isReached(id)) {
                assertThat(System.nanoTime()).as("%s of %s in time", moment, id).isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MILLISECONDS.sleep(laterMillis);
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }

    private static String containersOf(String id) throws IOException, InterruptedException {
        return host.run("docker", "ps", "-aq", "--filter", "name=^rightlink-run-" + id + "$");
    }

    /** Counts the containers without a call, which would take too long for a moment. */
    private static long containers() {
        try (Stream<Path> directories = Files.list(host.root().resolve("var/lib/docker/containers"))) {
            return directories.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Counts how often the engine says that it started a run's container, whichever it was; this second counts, too. */
    private static long starts(String id) throws IOException, InterruptedException {
        return host.sh("docker events --since 0 --until $(($(date +%s) + 1)) --filter event=start --format '{{.ID}}'"
                        + " --filter label=io.rightlink.run=" + id)
                .lines()
                .count();
    }

    private static boolean isTidy(String id) {
        return Files.exists(file(id, "output")) && !Files.exists(file(id, "script"));
    }

    private static Path file(String id, String name) {
        return HostAgent.state(host).resolve("runs").resolve(id).resolve(name);
    }
}
