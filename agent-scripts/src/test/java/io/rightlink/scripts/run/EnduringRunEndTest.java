package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.EnduringRuns.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.problem.UnavailableException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Why a run whose placement outlives the agent has ended, when it was cancelled or its time was over, whoever was there. */
@Timeout(120)
class EnduringRunEndTest {

    @TempDir
    Path state;

    private EnduringRuns enduring;

    @BeforeEach
    void assemble() {
        enduring = new EnduringRuns(state);
    }

    @Test
    void isCancelledByTheNextAgent() {
        enduring.play(runs -> enduring.begin(runs, Duration.ofMinutes(1)));

        enduring.play(runs -> {
            assertThat(runs.cancel(ONE).state()).isEqualTo(RunState.CANCELLED);
            assertThat(runs.get(ONE).signal()).isEqualTo(15);
        });
    }

    @Test
    void isNotSaidToBeCancelledWhenItHasEndedByItself() {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            enduring.program().ended = true;
            assertThat(runs.cancel(ONE).state()).isEqualTo(RunState.RUNNING);
            enduring.program().exit(0);

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void isNotSaidToBeCancelledWhenThatCouldNotBeAsked() {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            enduring.place().reachable = false;
            assertThatThrownBy(() -> runs.cancel(ONE)).isInstanceOf(UnavailableException.class);
            enduring.program().exit(0);

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void isCancelledIfItIsEndedByThatThoughTheAnswerWasLost() {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            enduring.place().answersGetLost = true;
            assertThatThrownBy(() -> runs.cancel(ONE)).isInstanceOf(UnavailableException.class);

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.CANCELLED);
        });
    }

    @Test
    void isCancelledByTheNextAgentIfTheLastWasAboutToDoThat() {
        leaveInTheMiddleOfCancelling();
        enduring.place().takesItsTime = false;

        enduring.play(runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.CANCELLED));
    }

    /** Killed between the signal and the record. */
    @Test
    void isCancelledIfTheNextAgentFindsItEndedByThat() {
        leaveInTheMiddleOfCancelling();
        enduring.program().end(new Exit(OptionalInt.empty(), OptionalInt.of(15)));

        enduring.play(runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.CANCELLED));
    }

    @Test
    void hasNoMoreThanItsTimeUnderAnAgentWhoseClockWasSetBack() {
        enduring.play(runs -> enduring.begin(runs, Duration.ofSeconds(1)));

        playDaysLater(-1, "/", runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT));
    }

    @Test
    void hasNoMoreThanItsTimeWhereTheHostDoesNotTellHowLongItIsUp() {
        String nowhere = state.resolve("nowhere").toString();
        enduring.context()
                .withPropertyValues("rightlink.rootfs=" + nowhere)
                .run(context -> enduring.begin(context.getBean(Runs.class), Duration.ofSeconds(1)));

        playDaysLater(
                -1, nowhere, runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT));
    }

    @Test
    void hasTheRestOfItsTimeUnderAnAgentWhoseClockWasSetForward() {
        enduring.play(runs -> enduring.begin(runs, Duration.ofHours(1)));

        playDaysLater(1, "/", runs -> {
            await().during(Duration.ofSeconds(6)).until(() -> runs.get(ONE).state() == RunState.RUNNING);
            enduring.program().exit(0);
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void runsOutOfTimeUnderTheNextAgent() {
        enduring.play(runs -> enduring.begin(runs, Duration.ofSeconds(1)));

        enduring.play(runs -> assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT));
    }

    @Test
    void runsOutOfTimeAsSoonAsItsPlaceIsWithinReachAgain() {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofSeconds(1));
            enduring.place().reachable = false;
            await().during(Duration.ofMillis(1_500)).until(() -> runs.get(ONE).state() == RunState.RUNNING);
            enduring.place().reachable = true;
            assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT);
        });
    }

    @Test
    void tellsThatItsPlaceEndedItAfterItsTime() {
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            enduring.program().end(new Exit(OptionalInt.empty(), OptionalInt.of(15), true));

            assertThat(ended(runs, "one").state()).isEqualTo(RunState.TIMED_OUT);
        });
    }

    private void leaveInTheMiddleOfCancelling() {
        AtomicReference<Thread> canceller = new AtomicReference<>();
        enduring.place().takesItsTime = true;
        enduring.play(runs -> {
            enduring.begin(runs, Duration.ofMinutes(1));
            canceller.set(Thread.startVirtualThread(() -> assertThatThrownBy(() -> runs.cancel(ONE))));
            enduring.place().toldToEnd.await();
        });
        canceller.get().interrupt();
    }

    private void playDaysLater(int days, String rootfs, AssembledRuns.Scenario scenario) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(days));
        enduring.context()
                .withPropertyValues("rightlink.rootfs=" + rootfs)
                .withBean(Clock.class, () -> clock)
                .run(context -> scenario.play(context.getBean(Runs.class)));
    }
}
