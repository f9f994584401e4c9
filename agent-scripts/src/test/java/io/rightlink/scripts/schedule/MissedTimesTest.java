package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.scripts.run.RunState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is due and doesn't run. */
class MissedTimesTest extends ScheduleScenario {

    @Test
    void tellsWhatWasDueWhileTheAgentWasDown() {
        play(life -> {
            life.put(definition("@hourly", null, null, null, null));
            clock.set("2026-11-23T04:01:00Z");
            life.restart();
            Schedule schedule = life.look();

            assertThat(runs.ids()).isEmpty();
            assertThat(schedule.missed()).isEqualTo(3);
            assertThat(schedule.missedIncomplete()).isFalse();
            assertThat(schedule.lastMissed()).isEqualTo(missedAt("2026-11-23T04:00:00Z", "agent-down"));
            assertThat(told)
                    .containsExactly(new Missed(NAME, Instant.parse("2026-11-23T04:00:00Z"), "agent-down", 3, false));
            life.restart();
            assertThat(life.look()).isEqualTo(schedule);
        });
    }

    @Test
    void countsSomeOfVeryManyAndSaysSo() {
        play(life -> {
            life.put(definition("* * * * * *", null, null, null, null));
            clock.set("2029-11-23T04:00:00Z");
            life.restart();
            runs.beginAs(RunState.RUNNING);
            Schedule schedule = life.look();

            assertThat(schedule.missed()).isBetween(400L, 1_000L);
            assertThat(schedule.missedIncomplete()).isTrue();
            assertThat(told.getFirst().countIncomplete()).isTrue();
            assertThat(told.getFirst().dueAt()).isEqualTo("2029-11-23T03:59:00Z");
            assertThat(runs.ids()).containsExactly("schedule-rotate-20291123T035901Z");
            assertThat(schedule.lastMissed()).isEqualTo(missedAt("2029-11-23T04:00:00Z", "still-running"));
        });
    }

    @Test
    void neverOverlapsItself() {
        play(life -> {
            runs.beginAs(RunState.RUNNING);
            life.put(definition("@hourly", null, null, null, null));
            life.lookAt("2026-11-23T02:00:00Z");
            Schedule schedule = life.lookAt("2026-11-23T03:00:00Z");
            assertThat(schedule.lastMissed()).isEqualTo(missedAt("2026-11-23T03:00:00Z", "still-running"));
            runs.end("schedule-rotate-20261123T020000Z");
            life.lookAt("2026-11-23T04:00:00Z");

            assertThat(runs.ids())
                    .containsExactly("schedule-rotate-20261123T020000Z", "schedule-rotate-20261123T040000Z");
            assertThat(told).hasSize(1);
        });
    }

    @Test
    void runsNothingOutsideTheWindow() {
        play(life -> {
            life.put(definition("@hourly", null, NIGHT, null, null));
            life.lookAt("2026-11-23T04:00:00Z");
            Schedule schedule = life.lookAt("2026-11-23T05:00:00Z");

            assertThat(runs.ids()).containsExactly("schedule-rotate-20261123T040000Z");
            assertThat(schedule.lastMissed()).isEqualTo(missedAt("2026-11-23T05:00:00Z", "outside-window"));
        });
    }

    @Test
    void readsTheWindowInTheSchedulesZone() {
        play(life -> {
            life.put(definition("0 0 * * * *", "Europe/Berlin", NIGHT, null, null));
            life.lookAt("2026-11-23T03:00:00Z");
            life.lookAt("2026-11-23T04:00:00Z");

            assertThat(runs.ids()).containsExactly("schedule-rotate-20261123T030000Z");
        });
    }

    @Test
    void doesNotBlameADownAgentForWhatTheWindowForbade() {
        play(life -> {
            life.put(definition("@hourly", null, NIGHT, null, null));
            clock.set("2026-11-24T01:30:00Z");
            life.restart();
            Schedule one = life.look();
            clock.set("2026-11-25T02:30:00Z");
            life.restart();
            Schedule other = life.look();

            assertThat(one.lastMissed()).isEqualTo(missedAt("2026-11-24T01:00:00Z", "outside-window"));
            assertThat(other.lastMissed()).isEqualTo(missedAt("2026-11-25T02:00:00Z", "agent-down"));
            assertThat(told)
                    .extracting(Missed::why, Missed::count)
                    .containsExactly(
                            tuple("agent-down", 3L),
                            tuple("outside-window", 21L),
                            tuple("outside-window", 21L),
                            tuple("agent-down", 4L));
        });
    }

    @Test
    void tellsWhyARunWasRefused() {
        play(life -> {
            life.put(daily());
            runs.refuse(new NotFoundException("script-not-found", "No script 'Rotate logs' in the catalogue"));
            Schedule schedule = life.lookAt("2026-11-23T03:00:00Z");

            assertThat(schedule.lastMissed())
                    .isEqualTo(missedAt("2026-11-23T03:00:00Z", "refused: No script 'Rotate logs' in the catalogue"));
        });
    }

    @Test
    void tellsWhatIsHeld() {
        play(life -> {
            life.put(daily());
            held = Optional.of("the host is still booting");
            Schedule schedule = life.lookAt("2026-11-23T03:00:00Z");

            assertThat(runs.ids()).isEmpty();
            assertThat(schedule.lastMissed())
                    .isEqualTo(missedAt("2026-11-23T03:00:00Z", "held: the host is still booting"));
        });
    }

    @Test
    void triesAgainWhatFailsForAnotherReason() {
        play(life -> {
            life.put(daily());
            runs.refuse(new IllegalStateException("the disk is full, say"));
            life.lookAt("2026-11-23T03:00:00Z");
            assertThat(life.schedules.nextLook()).contains(Instant.parse("2026-11-23T03:00:05Z"));
            runs.refuse(null);
            Schedule schedule = life.lookAt("2026-11-23T03:00:05Z");

            assertThat(runs.ids()).hasSize(1);
            assertThat(schedule.missed()).isZero();
        });
    }

    @Test
    void doesNotCountWhatIsUnavailableAsRun() {
        play(life -> {
            life.put(daily());
            runs.refuse(new UnavailableException("docker-unavailable", "The engine doesn't answer"));

            assertThat(life.lookAt("2026-11-23T03:00:00Z").missed()).isOne();
        });
    }
}
