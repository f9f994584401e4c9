package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** What becomes of runs whose placement outlives the agent. */
@Timeout(120)
class EnduringRunTest {

    private static final RunId ONE = new RunId("one");

    @TempDir
    Path state;

    private final EnduringPlacement place = new EnduringPlacement();
    private AssembledRuns agent;

    @BeforeEach
    void assemble() {
        agent = new AssembledRuns(state);
    }

    @Test
    void isTakenUpByTheNextAgentWhichTellsItsWholeOutputAndItsEnd() {
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            program().write("first ");
            assertThat(runs.output(ONE).awaitBeyond(0)).isPositive();
        });
        assertThat(place.released).isEmpty();

        play(runs -> {
            assertThat(runs.get(ONE).state()).isEqualTo(RunState.RUNNING);
            program().write("second");
            program().exit(3);

            Run run = ended(runs, "one");
            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(output(runs, "one")).isEqualTo("first second");
            assertThat(agent.filesOf("one")).containsExactly("output");
        });
        assertThat(place.starts).containsExactly("one");
        assertThat(place.released).containsExactly("one");
    }

    @Test
    void tellsTheEndThatCameWhileNoAgentWasThere() {
        play(runs -> begin(runs, Duration.ofMinutes(1)));
        write("all of it");
        program().exit(0);

        play(runs -> {
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(output(runs, "one")).isEqualTo("all of it");
        });
    }

    @Test
    void keepsItsFilesWhileItGoesOn() {
        play(runs -> begin(runs, Duration.ofMinutes(1)));

        play(runs -> assertThat(agent.filesOf("one")).contains("script", "work", "output.raw"));
    }

    @Test
    void isUnknownWhereNothingIsLeftOfItButTellsWhatItWrote() {
        play(runs -> begin(runs, Duration.ofMinutes(1)));
        write("some");
        place.programs.clear();

        play(runs -> {
            Run run = ended(runs, "one");
            assertThat(run.state()).isEqualTo(RunState.UNKNOWN);
            assertThat(run.problem()).contains("not known");
            assertThat(run.exitCode()).isNull();
            assertThat(output(runs, "one")).isEqualTo("some");
            assertThat(run.outputSha256()).isNotNull();
        });
        assertThat(place.starts).hasSize(1);
    }

    @Test
    void isUnknownWhereTheAgentWasKilledBeforeItHadFiles() {
        play(runs -> begin(runs, Duration.ofMinutes(1)));
        place.programs.clear();
        new RunFiles(state).forget("one");

        play(runs -> {
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.UNKNOWN);
            assertThat(output(runs, "one")).isEmpty();
        });
    }

    @Test
    void isNotDecidedUponWhileItsPlaceIsOutOfReach() {
        play(runs -> begin(runs, Duration.ofMinutes(1)));
        place.reachable = false;
        program().exit(0);

        play(runs -> assertThat(runs.get(ONE).state()).isEqualTo(RunState.RUNNING));
        play(runs -> {
            assertThat(runs.get(ONE).state()).isEqualTo(RunState.RUNNING);
            place.reachable = true;
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void isCancelledByTheNextAgent() {
        play(runs -> begin(runs, Duration.ofMinutes(1)));

        play(runs -> {
            assertThat(runs.cancel(ONE).state()).isEqualTo(RunState.CANCELLED);
            assertThat(runs.get(ONE).signal()).isEqualTo(15);
        });
    }

    @Test
    void isNotSaidToBeCancelledWhenItHasEndedByItself() {
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            program().ended = true;
            assertThat(runs.cancel(ONE).state()).isEqualTo(RunState.RUNNING);
            program().exit(0);

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void isNotSaidToBeCancelledWhenThatCouldNotBeAsked() {
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            place.reachable = false;
            assertThatThrownBy(() -> runs.cancel(ONE)).isInstanceOf(UnavailableException.class);
            program().exit(0);

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void isCancelledIfItIsEndedByThatThoughTheAnswerWasLost() {
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            place.answersGetLost = true;
            assertThatThrownBy(() -> runs.cancel(ONE)).isInstanceOf(UnavailableException.class);

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.CANCELLED);
        });
    }

    @Test
    void isCancelledByTheNextAgentIfTheLastWasAboutToDoThat() {
        AtomicReference<Thread> canceller = new AtomicReference<>();
        place.takesItsTime = true;
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            canceller.set(Thread.startVirtualThread(() -> assertThatThrownBy(() -> runs.cancel(ONE))));
            place.toldToEnd.await();
        });
        canceller.get().interrupt();
        place.takesItsTime = false;

        play(runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.CANCELLED));
    }

    /** Killed between the signal and the record. */
    @Test
    void isCancelledIfTheNextAgentFindsItEndedByThat() {
        AtomicReference<Thread> canceller = new AtomicReference<>();
        place.takesItsTime = true;
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            canceller.set(Thread.startVirtualThread(() -> assertThatThrownBy(() -> runs.cancel(ONE))));
            place.toldToEnd.await();
        });
        canceller.get().interrupt();
        program().end(new Exit(OptionalInt.empty(), OptionalInt.of(15)));

        play(runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.CANCELLED));
    }

    @Test
    void hasNoMoreThanItsTimeUnderAnAgentWhoseClockWasSetBack() {
        play(runs -> begin(runs, Duration.ofSeconds(1)));

        playDaysLater(-1, "/", runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT));
    }

    @Test
    void hasNoMoreThanItsTimeWhereTheHostDoesNotTellHowLongItIsUp() {
        String nowhere = state.resolve("nowhere").toString();
        context()
                .withPropertyValues("rightlink.rootfs=" + nowhere)
                .run(context -> begin(context.getBean(Runs.class), Duration.ofSeconds(1)));

        playDaysLater(
                -1, nowhere, runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT));
    }

    @Test
    void hasTheRestOfItsTimeUnderAnAgentWhoseClockWasSetForward() {
        play(runs -> begin(runs, Duration.ofHours(1)));

        playDaysLater(1, "/", runs -> {
            await().during(Duration.ofSeconds(6)).until(() -> runs.get(ONE).state() == RunState.RUNNING);
            program().exit(0);
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    private void playDaysLater(int days, String rootfs, AssembledRuns.Scenario scenario) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(days));
        context()
                .withPropertyValues("rightlink.rootfs=" + rootfs)
                .withBean(Clock.class, () -> clock)
                .run(context -> scenario.play(context.getBean(Runs.class)));
    }

    @Test
    void runsOutOfTimeUnderTheNextAgent() {
        play(runs -> begin(runs, Duration.ofSeconds(1)));

        play(runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT));
    }

    @Test
    void runsOutOfTimeAsSoonAsItsPlaceIsWithinReachAgain() {
        play(runs -> {
            begin(runs, Duration.ofSeconds(1));
            place.reachable = false;
            await().during(Duration.ofMillis(1_500)).until(() -> runs.get(ONE).state() == RunState.RUNNING);
            place.reachable = true;
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT);
        });
    }

    @Test
    void saysThatItsOutputIsNotWholeWhenItCannotBeReadOn() {
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            program().write("some");
            assertThat(runs.output(ONE).awaitBeyond(3)).isEqualTo(4);
            program().spoil();
            program().exit(0);

            Run run = ended(runs, "one");
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(run.problem()).contains("Cannot keep all of its output").contains("the log is spoilt");
            assertThat(output(runs, "one")).isEqualTo("some");
        });
    }

    @Test
    void tellsThatItsPlaceEndedItAfterItsTime() {
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            program().end(new Exit(OptionalInt.empty(), OptionalInt.of(15), true));

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT);
        });
    }

    @Test
    void goesBeforeWhatIsQueuedOnItsThread() {
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            runs.submit(new RunId("two"), AssembledRuns.script("true"));
        });

        play(runs -> {
            await().during(Duration.ofMillis(300))
                    .until(() -> runs.get(new RunId("two")).state() == RunState.QUEUED);
            program().exit(0);
            assertThat(ended(runs, "two").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void isNotLetGoOfBeforeItsEndIsOnRecord() {
        context().run(context -> {
            Runs runs = context.getBean(Runs.class);
            Store store = context.getBean(Store.class);
            begin(runs, Duration.ofMinutes(1));
            store.write(db -> db.sql("CREATE TRIGGER full BEFORE UPDATE ON run WHEN new.ended_at IS NOT NULL"
                            + " BEGIN SELECT RAISE(ABORT, 'disk full'); END")
                    .update());
            program().exit(0);
            await().until(() -> runs.output(ONE) instanceof StoredOutput);
            assertThat(place.released).isEmpty();
            assertThat(agent.filesOf("one")).contains("output.raw");

            store.write(db -> db.sql("DROP TRIGGER full").update());

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            await().untilAsserted(() -> assertThat(place.released).containsExactly("one"));
            await().untilAsserted(() -> assertThat(agent.filesOf("one")).containsExactly("output"));
        });
    }

    @Test
    void isLetGoOfAsSoonAsItsPlaceIsWithinReachAgain() {
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            place.reachable = false;
            program().exit(0);
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(place.released).isEmpty();

            place.reachable = true;
            await().untilAsserted(() -> assertThat(place.released).containsExactly("one"));
            await().untilAsserted(() -> assertThat(agent.filesOf("one")).containsExactly("output"));
        });
    }

    @Test
    void takesNothingAwayFromAnotherOfItsIdOnceItIsForgotten() {
        context().run(context -> {
            Runs runs = context.getBean(Runs.class);
            begin(runs, Duration.ofMinutes(1));
            place.reachable = false;
            program().exit(0);
            ended(runs, "one");
            int _ = context.getBean(Store.class)
                    .write(db -> db.sql("DELETE FROM run").update());
            runs.submit(ONE, AssembledRuns.script("sleep 1000"));
            await().until(() -> runs.get(ONE).state() == RunState.RUNNING
                    && agent.filesOf("one").contains("work"));

            place.reachable = true;

            await().during(Duration.ofSeconds(4))
                    .until(() ->
                            place.released.isEmpty() && agent.filesOf("one").contains("work"));
        });
    }

    @Test
    void isLetGoOfByTheNextAgentIfItsEndIsOnRecord() throws Exception {
        play(runs -> {
            begin(runs, Duration.ofMinutes(1));
            program().exit(0);
            ended(runs, "one");
        });
        Path raw = Files.createFile(state.resolve("raw"));
        place.keep("one", raw);
        place.keep("verify-somebody-else", raw);
        place.reachable = false;

        play(runs -> {
            place.reachable = true;
            await().untilAsserted(() -> assertThat(place.programs).containsOnlyKeys("verify-somebody-else"));
        });
    }

    private void begin(Runs runs, Duration timeout) {
        runs.submit(ONE, new RunRequest(RunRequest.Script.of("#!/bin/sh\n"), null, "enduring", null, timeout));
        await().until(() -> place.programs.containsKey("one") && runs.get(ONE).state() == RunState.RUNNING);
    }

    private EnduringPlacement.Program program() {
        return Objects.requireNonNull(place.programs.get("one"));
    }

    private void write(String text) {
        try {
            program().write(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void play(AssembledRuns.Scenario scenario) {
        context().run(context -> scenario.play(context.getBean(Runs.class)));
    }

    private WebApplicationContextRunner context() {
        return agent.context().withBean("enduringPlacement", Placement.class, () -> place);
    }
}
