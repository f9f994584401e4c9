package io.rightlink.scripts.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.testing.PlacementContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentPlacementTest extends PlacementContract {

    @TempDir
    Path state;

    private final AgentPlacement placement = new AgentPlacement(Duration.ofSeconds(2));

    @Override
    protected Placement placement() {
        return placement;
    }

    @Override
    protected Path state() {
        return state;
    }

    @Test
    void givesItNothingButItsThreeStreams() throws Exception {
        String output =
                outputOf(sh("", "for fd in $(seq 0 999); do [ -e /proc/$$/fd/$fd ] && echo $fd; done; echo end"));

        assertThat(output).isEqualTo("0\n1\n2\nend\n");
    }

    @Test
    void keepsBothStreamsInTheOrderWritten() throws Exception {
        assertThat(outputOf(sh("", "echo one; echo two >&2; echo three"))).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void tellsTheSignalThatEndedIt() throws Exception {
        assertThat(sh("", "kill -USR1 $$").await()).isEqualTo(new Exit(OptionalInt.empty(), OptionalInt.of(10)));
    }

    @Test
    void leadsASessionOfItsOwn() throws Exception {
        String output = outputOf(sh("", "echo $$ $(cut -d' ' -f5,6 /proc/$$/stat)"));

        assertThat(output).as("process, group, session").matches("(\\d+) \\1 \\1\n");
    }

    @Test
    void saysInTheOutputThatThereIsNoInterpreter() throws Exception {
        Running running = placement.start(launch("", List.of(script("#!/no/such/thing\n")), PATH));

        assertThat(outputOf(running)).contains("No such file or directory");
        assertThat(running.await()).isEqualTo(new Exit(OptionalInt.of(127), OptionalInt.empty()));
    }

    @Test
    void runsAProgramThatRemovesItsOwnDirectoryAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            Path run = home().resolve("run" + i);
            Path directory = Files.createDirectories(run.resolve("work"));
            Launch launch = new Launch(
                    id(),
                    List.of("/bin/rm", "-rf", run.toString()),
                    PATH,
                    directory,
                    run.resolve("output"),
                    Duration.ofMinutes(1));

            assertThat(placement.start(launch).await().succeeded()).isTrue();
        }
    }

    @Test
    void keepsTheOutputOfAChildThatWasLeftBehind() throws Exception {
        Path go = home().resolve("go");
        Running running = sh(
                "",
                "(while [ ! -e " + go + " ]; do sleep 0.01; done; echo late; echo later; echo $? >&2) & echo early");
        assertThat(running.await().succeeded()).isTrue();
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("early");

        Files.createFile(go);

        assertThat(output.lines()).containsExactly("late", "later", "0");
    }

    @Test
    void leavesNoPipeAndNoDescriptorBehind() throws Exception {
        long before = descriptors();
        for (int i = 0; i < 10; i++) {
            outputOf(sh("", "true"));
        }

        assertThat(home().resolve("output.fifo")).doesNotExist();
        assertThat(descriptors()).isLessThan(before + 10);
    }

    @Test
    void asksItToEndOnce() throws Exception {
        Running running = sh("", "trap 'echo asked; sleep 0.3; exit 4' TERM; echo ready; while :; do sleep 0.05; done");
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("ready");

        assertThat(running.terminate()).isTrue();

        assertThat(running.await().code()).hasValue(4);
        assertThat(output.lines().filter(line -> !line.equals("Terminated"))).containsExactly("asked");
    }

    @Test
    void killsWhatDoesNotListen() throws Exception {
        Running running = sh("", "trap '' TERM; echo ready; while :; do sleep 0.05; done");
        assertThat(reader(running).readLine()).isEqualTo("ready");

        assertThat(running.terminate()).isTrue();

        assertThat(running.await().signal()).hasValue(9);
    }

    @Test
    void givesTheWholeTreeItsGrace() throws Exception {
        Running running = sh(
                "",
                "sh -c 'trap \"sleep 0.5; echo cleaned up; exit\" TERM; echo ready; while :; do sleep 0.05; done' & wait");
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("ready");

        assertThat(running.terminate()).isTrue();

        assertThat(output.lines().filter(line -> !line.equals("Terminated"))).containsExactly("cleaned up");
    }

    @Test
    void endsChildrenInSessionsOfTheirOwnAndOrphansOfTheGroup() throws Exception {
        Running running = sh("", "setsid sleep 1000 & echo $!; (sleep 1000 & echo $!); echo $$; wait");
        BufferedReader output = reader(running);
        List<String> pids = List.of(output.readLine(), output.readLine(), output.readLine());

        assertThat(running.terminate()).isTrue();

        Awaitility.await().untilAsserted(() -> assertThat(pids).noneMatch(AgentPlacementTest::isAlive));
    }

    @Test
    void endsAtOnceWhenItIsAskedTwice() throws Exception {
        Running running = sh("", "sleep 1000");
        assertThat(running.terminate()).isTrue();
        assertThat(running.terminate()).isFalse();

        assertThat(running.await().signal()).hasValue(15);
    }

    /** A zombie has ended, although nobody has asked how. */
    private static boolean isAlive(String pid) {
        try {
            return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.toList().size();
        }
    }
}
