package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static io.rightlink.scripts.run.EnduringRuns.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs whose placement outlives the agent. */
@Timeout(120)
class EnduringRunTest {

    @TempDir
    Path state;

    private EnduringRuns enduring;

    @BeforeEach
    void assemble() {
        enduring = new EnduringRuns(state);
    }

    @Test
    void isTakenUpByTheNextAgentWhichTellsItsWholeOutputAndItsEnd() {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            enduring.program().write("first ");
            assertThat(runs.output(ONE).awaitBeyond(0)).isPositive();
        });
        assertThat(enduring.place().released).isEmpty();

        enduring.play(runs -> {
            assertThat(runs.get(ONE).state()).isEqualTo(RunState.RUNNING);
            enduring.program().write("second");
            enduring.program().exit(3);

            Run run = ended(runs, "one");
            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(output(runs, "one")).isEqualTo("first second");
            assertThat(enduring.filesOf("one")).containsExactly("output");
        });
        assertThat(enduring.place().starts).containsExactly("one");
        assertThat(enduring.place().released).containsExactly("one");
    }

    @Test
    void tellsTheEndThatCameWhileNoAgentWasThere() throws Exception {
        enduring.play(runs -> enduring.begin(runs, Duration.ofMinutes(1)));
        enduring.program().write("all of it");
        enduring.program().exit(0);

        enduring.play(runs -> {
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "one")).isEqualTo("all of it");
        });
    }

    @Test
    void keepsItsFilesWhileItGoesOn() {
        enduring.play(runs -> enduring.begin(runs, Duration.ofMinutes(1)));

        enduring.play(runs -> assertThat(enduring.filesOf("one")).contains("script", "work", "output.raw"));
    }

    @Test
    void isUnknownWhereNothingIsLeftOfItButTellsWhatItWrote() throws Exception {
        enduring.play(runs -> enduring.begin(runs, Duration.ofMinutes(1)));
        enduring.program().write("some");
        enduring.place().programs.clear();

        enduring.play(runs -> {
            Run run = ended(runs, "one");
            assertThat(run.state()).isEqualTo(RunState.UNKNOWN);
            assertThat(run.problem()).contains("not known");
            assertThat(run.exitCode()).isNull();
            assertThat(output(runs, "one")).isEqualTo("some");
            assertThat(run.outputSha256()).isNotNull();
        });
        assertThat(enduring.place().starts).hasSize(1);
    }

    @Test
    void isUnknownWhereTheAgentWasKilledBeforeItHadFiles() {
        enduring.play(runs -> enduring.begin(runs, Duration.ofMinutes(1)));
        enduring.place().programs.clear();
        new RunFiles(state).forget("one");

        enduring.play(runs -> {
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.UNKNOWN);
            assertThat(output(runs, "one")).isEmpty();
        });
    }

    @Test
    void isNotDecidedUponWhileItsPlaceIsOutOfReach() {
        enduring.play(runs -> enduring.begin(runs, Duration.ofMinutes(1)));
        enduring.place().reachable = false;
        enduring.program().exit(0);

        enduring.play(runs -> assertThat(runs.get(ONE).state()).isEqualTo(RunState.RUNNING));
        enduring.play(runs -> {
            assertThat(runs.get(ONE).state()).isEqualTo(RunState.RUNNING);
            enduring.place().reachable = true;
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void saysThatItsOutputIsNotWholeWhenItCannotBeReadOn() {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            enduring.program().write("some");
            assertThat(runs.output(ONE).awaitBeyond(3)).isEqualTo(4);
            enduring.program().spoil();
            enduring.program().exit(0);

            Run run = ended(runs, "one");
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(run.problem()).contains("Cannot keep all of its output").contains("the log is spoilt");
            assertThat(output(runs, "one")).isEqualTo("some");
        });
    }

    @Test
    void goesBeforeWhatIsQueuedOnItsThread() {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            runs.submit(new RunId("two"), AssembledRuns.script("true"));
        });

        enduring.play(runs -> {
            await().during(Duration.ofMillis(300))
                    .until(() -> runs.get(new RunId("two")).state() == RunState.QUEUED);
            enduring.program().exit(0);
            assertThat(ended(runs, "two").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void isNotLetGoOfBeforeItsEndIsOnRecord() {
        enduring.context().run(context -> {
            Runs runs = context.getBean(Runs.class);
            Store store = context.getBean(Store.class);
            enduring.begin(runs, Duration.ofMinutes(1));
            store.write(db -> db.sql("CREATE TRIGGER full BEFORE UPDATE ON run WHEN new.ended_at IS NOT NULL"
                            + " BEGIN SELECT RAISE(ABORT, 'disk full'); END")
                    .update());
            enduring.program().exit(0);
            await().until(() -> runs.output(ONE) instanceof StoredOutput);
            assertThat(enduring.place().released).isEmpty();
            assertThat(enduring.filesOf("one")).contains("output.raw");

            store.write(db -> db.sql("DROP TRIGGER full").update());

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            await().untilAsserted(() -> assertThat(enduring.place().released).containsExactly("one"));
            await().untilAsserted(() -> assertThat(enduring.filesOf("one")).containsExactly("output"));
        });
    }

    @Test
    void isLetGoOfAsSoonAsItsPlaceIsWithinReachAgain() {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            enduring.place().reachable = false;
            enduring.program().exit(0);
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(enduring.place().released).isEmpty();

            enduring.place().reachable = true;
            await().untilAsserted(() -> assertThat(enduring.place().released).containsExactly("one"));
            await().untilAsserted(() -> assertThat(enduring.filesOf("one")).containsExactly("output"));
        });
    }

    @Test
    void takesNothingAwayFromAnotherOfItsIdOnceItIsForgotten() {
        enduring.context().run(context -> {
            Runs runs = context.getBean(Runs.class);
            enduring.begin(runs, Duration.ofMinutes(1));
            enduring.place().reachable = false;
            enduring.program().exit(0);
            ended(runs, "one");
            int _ = context.getBean(Store.class)
                    .write(db -> db.sql("DELETE FROM run").update());
            runs.submit(ONE, AssembledRuns.script("sleep 1000"));
            await().until(() -> runs.get(ONE).state() == RunState.RUNNING
                    && enduring.filesOf("one").contains("work"));

            enduring.place().reachable = true;

            await().during(Duration.ofSeconds(4))
                    .until(() -> enduring.place().released.isEmpty()
                            && enduring.filesOf("one").contains("work"));
        });
    }

    @Test
    void isLetGoOfByTheNextAgentIfItsEndIsOnRecord() throws Exception {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            enduring.program().exit(0);
            ended(runs, "one");
        });
        Path raw = Files.createFile(state.resolve("raw"));
        enduring.place().keep("one", raw);
        enduring.place().keep("verify-somebody-else", raw);
        enduring.place().reachable = false;

        enduring.play(runs -> {
            enduring.place().reachable = true;
            await().untilAsserted(() -> assertThat(enduring.place().programs).containsOnlyKeys("verify-somebody-else"));
        });
    }
}
