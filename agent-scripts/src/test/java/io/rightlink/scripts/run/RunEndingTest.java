package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static io.rightlink.scripts.run.AssembledRuns.run;
import static io.rightlink.scripts.run.AssembledRuns.script;
import static io.rightlink.scripts.run.AssembledRuns.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.problem.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Ends that scripts come to, and ends that are made. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class RunEndingTest {

    @TempDir
    Path state;

    @TempDir
    Path elsewhere;

    private AssembledRuns agent;

    @BeforeEach
    void assemble() {
        agent = new AssembledRuns(state);
    }

    @Test
    void endsARunThatTakesTooLongWithAllItsProcesses() {
        agent.play(runs -> {
            Path pids = elsewhere.resolve("pids");
            runs.submit(
                    new RunId("one"),
                    timed("sleep 1000 & echo $! $$ > " + pids + "; echo begun; wait", Duration.ofSeconds(1)));

            Run run = ended(runs, "one");

            assertThat(run.state()).isEqualTo(RunState.TIMED_OUT);
            assertThat(run.signal()).isEqualTo(15);
            assertThat(output(runs, "one")).startsWith("begun\n");
            assertThat(List.of(Files.readString(pids).trim().split(" ", -1)))
                    .allSatisfy(pid -> await().until(() -> !Files.exists(Path.of("/proc", pid, "exe"))));
        });
    }

    @Test
    void cancelsARunThatIsQueued() {
        agent.play(runs -> {
            Path go = elsewhere.resolve("go");
            runs.submit(new RunId("first"), script("while [ ! -e " + go + " ]; do sleep 0.02; done"));
            runs.submit(new RunId("second"), script("touch " + elsewhere + "/second"));

            assertThat(runs.cancel(new RunId("second")).state()).isEqualTo(RunState.CANCELLED);

            assertThat(runs.output(new RunId("second")).awaitBeyond(0)).isZero();
            Files.createFile(go);
            assertThat(ended(runs, "first").state()).isEqualTo(RunState.SUCCEEDED);
            run(runs, "third", "true");
            assertThat(elsewhere.resolve("second")).doesNotExist();
            assertThat(runs.get(new RunId("second")).state()).isEqualTo(RunState.CANCELLED);
        });
    }

    @Test
    void cancelsARunThatIsUnderWayAndTellsItsEnd() {
        agent.play(runs -> {
            runs.submit(new RunId("one"), script("echo begun; sleep 1000"));
            assertThat(runs.output(new RunId("one")).awaitBeyond(0)).isEqualTo(6);

            assertThat(runs.cancel(new RunId("one")).state()).isEqualTo(RunState.CANCELLED);

            assertThat(runs.cancel(new RunId("one")).signal()).isEqualTo(15);
        });
    }

    @Test
    void cancelsARunAtWhateverMomentItIsAsked() {
        agent.play(runs -> {
            for (int i = 0; i < 30; i++) {
                RunId id = new RunId("run-" + i);
                runs.submit(id, script("sleep 1000"));

                assertThat(runs.cancel(id).state()).isEqualTo(RunState.CANCELLED);
            }
        });
    }

    @Test
    void leavesARunThatHasEndedAsItEnded() {
        agent.play(runs -> {
            Run run = run(runs, "one", "true");

            assertThat(runs.cancel(new RunId("one"))).isEqualTo(run);
            assertThatThrownBy(() -> runs.cancel(new RunId("none"))).isInstanceOf(NotFoundException.class);
        });
    }

    @Test
    void callsARunByItsOwnEndEvenIfItIsCancelledWhileWhatItLeftBehindGoesOn() {
        agent.play(runs -> {
            Path pid = elsewhere.resolve("pid");
            runs.submit(new RunId("one"), script("sleep 30 & echo $$ > " + pid + ".new; mv " + pid + ".new " + pid));
            await().until(() -> Files.exists(pid)
                    && Files.notExists(Path.of("/proc", Files.readString(pid).trim(), "exe")));

            assertThat(runs.cancel(new RunId("one")).state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void keepsTheOutcomeOfAScriptThatRemovesEverythingAroundIt() {
        agent.play(runs -> {
            runs.submit(new RunId("one"), script("rm -rf " + state + "/runs/one; exit 0"));

            Run run = ended(runs, "one");

            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(run.exitCode()).isZero();
            assertThat(output(runs, "one")).isEmpty();
        });
    }

    @Test
    void removesALinkThatAScriptLeftRatherThanWhatItPointsTo() {
        agent.play(runs -> {
            Files.writeString(elsewhere.resolve("precious"), "kept");

            run(
                    runs,
                    "one",
                    "cd /; rmdir $OLDPWD; ln -s " + elsewhere + " $OLDPWD; ln -s " + elsewhere + " $OLDPWD/../x");

            assertThat(elsewhere.resolve("precious")).hasContent("kept");
            assertThat(agent.filesOf("one")).containsExactly("output");
        });
    }

    @Test
    void leavesOnlyTheOutputOfARunThatHasEnded() {
        agent.play(runs -> {
            run(runs, "one", "mkdir -p a/b; touch a/b/c; chmod 0 a");

            assertThat(agent.filesOf("one")).containsExactly("output");
        });
    }

    @Test
    void tellsOfAScriptThatNothingCanRun() {
        agent.play(runs -> {
            runs.submit(new RunId("one"), new RunRequest(RunRequest.Script.of("#!/no/such"), null, null, null, null));

            Run run = ended(runs, "one");

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.exitCode()).isEqualTo(127);
            assertThat(output(runs, "one")).contains("No such file");
        });
    }

    @Test
    void tellsWhyARunCouldNotBeStarted(CapturedOutput log) {
        agent.play(runs -> {
            runs.submit(new RunId("one"), script("true"), Map.of("LARGE", "x".repeat(200_000)));

            Run run = ended(runs, "one");

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.problem()).startsWith("Cannot start the script").contains("too long");
            assertThat(log.getAll())
                    .contains("Cannot start the run 'one': ")
                    .doesNotContain("\tat io.rightlink.scripts.run.JournalledRuns");
            assertThat(run(runs, "two", "true").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }
}
