package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static io.rightlink.scripts.run.AssembledRuns.script;
import static io.rightlink.scripts.run.AssembledRuns.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that would rather not end, or leave something behind. */
@Timeout(120)
class OddEndingsTest {

    @TempDir
    Path state;

    @TempDir
    Path elsewhere;

    /** Processes are told by it, and those of other tests may be left. */
    private final String id = "odd-" + UUID.randomUUID();

    private AssembledRuns agent;

    @BeforeEach
    void assemble() {
        agent = new AssembledRuns(state);
    }

    @AfterEach
    void leavesNothingButOutput() throws IOException {
        for (String run : agent.runDirectories()) {
            assertThat(agent.filesOf(run)).as(run).containsExactly("output");
        }
        try {
            await().untilAsserted(() -> assertThat(processesOf(id)).isEmpty());
        } finally {
            processesOf(id).forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void endsWithTheScriptAndKeepsWhatItsDaemonSaysLater() {
        agent.play(runs -> {
            runs.submit(new RunId(id), script(daemon("until [ -e " + go() + " ]; do sleep 0.02; done; echo late")));

            assertThat(ended(runs, id).state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(processesOf(id)).isNotEmpty();
            Files.createFile(go());

            await().untilAsserted(() -> assertThat(output(runs, id)).isEqualTo("up\nlate\n"));
        });
    }

    @Test
    void endsADaemonWithTheRunThatIsCancelled() {
        agent.play(runs -> {
            runs.submit(new RunId(id), script(daemon("exec sleep 1000 > /dev/null 2>&1") + "; sleep 1000"));
            awaitOutput(runs, "up\n");

            assertThat(runs.cancel(new RunId(id)).state()).isEqualTo(RunState.CANCELLED);

            assertThat(processesOf(id)).isEmpty();
        });
    }

    @Test
    void endsADaemonThatDoesNotListenWithTheRunWhoseTimeIsOver() {
        agent.play(runs -> {
            runs.submit(
                    new RunId(id),
                    timed(
                            daemon("trap '' TERM; while :; do sleep 0.05; done > /dev/null 2>&1") + "; sleep 1000",
                            Duration.ofSeconds(2)));

            Run run = ended(runs, id);
            assertThat(run.state()).as("%s", run).isEqualTo(RunState.TIMED_OUT);
            assertThat(output(runs, id)).isEqualTo("up\n");
            assertThat(processesOf(id)).isEmpty();
        });
    }

    @Test
    void endsAChainOfProcessesOfWhichEachStartsTheNextAndIsGone() throws IOException {
        Path hop = elsewhere.resolve("hop");
        Files.writeString(hop, "trap '' TERM\nsleep 0.05\nsetsid sh " + hop + " > /dev/null 2>&1 &\n");
        agent.play(runs -> {
            runs.submit(new RunId(id), script("sh " + hop + "; echo up; sleep 1000"));
            awaitOutput(runs, "up\n");

            runs.cancel(new RunId(id));

            assertThat(processesOf(id)).isEmpty();
        });
    }

    @Test
    void leavesTheDaemonsOfOtherRunsAlone() {
        agent.play(runs -> {
            runs.submit(new RunId(id + ".other"), script(daemon("exec sleep 1000")));
            ended(runs, id + ".other");
            runs.submit(new RunId(id), script("echo up; sleep 1000"));
            awaitOutput(runs, "up\n");

            runs.cancel(new RunId(id));

            List<ProcessHandle> others = processesOf(id + ".other");
            assertThat(others).hasSize(1).allMatch(ProcessHandle::destroyForcibly);
        });
    }

    @Test
    void killsAScriptThatDoesNotListen() {
        agent.play(runs -> {
            runs.submit(new RunId(id), script("trap '' TERM; echo up; while :; do sleep 0.05; done"));
            awaitOutput(runs, "up\n");

            Run run = runs.cancel(new RunId(id));

            assertThat(run.state()).isEqualTo(RunState.CANCELLED);
            assertThat(run.signal()).isEqualTo(9);
        });
    }

    /** Forks, leaves its session, forks again and leaves its directory, as daemon(7) says; all of it is over when the script goes on. */
    private static String daemon(String script) {
        return "setsid sh -c 'cd /; (" + script.replace("'", "'\\''") + ") &'; echo up";
    }

    private Path go() {
        return elsewhere.resolve("go");
    }

    private void awaitOutput(Runs runs, String expected) {
        await().untilAsserted(() -> assertThat(output(runs, id)).isEqualTo(expected));
    }

    private static List<ProcessHandle> processesOf(String run) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> environment(process).contains("RS_RUN_ID=" + run))
                    .toList();
        }
    }

    /** That of a zombie is empty. */
    private static List<String> environment(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "environ");
        try {
            return Arrays.asList(
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
