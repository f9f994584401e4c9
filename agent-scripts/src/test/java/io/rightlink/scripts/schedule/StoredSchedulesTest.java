package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredSchedulesTest extends ScheduleScenario {

    @Test
    void runsWhatIsDueOnceAndRecordsIt() {
        play(life -> {
            life.put(daily());
            assertThat(life.lookAt("2026-11-23T02:59:59.999Z").last()).isNull();
            assertThat(runs.ids()).isEmpty();

            Schedule schedule = life.lookAt("2026-11-23T03:00:00.010Z");
            life.look();
            life.restart();
            life.look();

            assertThat(runs.ids()).containsExactly("schedule-rotate-20261123T030000Z");
            assertThat(runs.request("schedule-rotate-20261123T030000Z")).isEqualTo(daily().request());
            assertThat(schedule.last())
                    .isEqualTo(new Schedule.Last(
                            Instant.parse("2026-11-23T03:00:00Z"),
                            "schedule-rotate-20261123T030000Z",
                            RunState.SUCCEEDED));
            assertThat(schedule.nextAt()).isEqualTo("2026-11-24T03:00:00Z");
            assertThat(schedule.missed()).isZero();
        });
    }

    @Test
    void findsTheRunThatItSubmittedJustBeforeItWasKilled() {
        play(life -> {
            life.put(daily());
            life.lookAt("2026-11-23T03:00:00Z");
            // what was recorded after the submission is lost
            life.store.write(db -> db.sql("UPDATE schedule SET handled_until = '2026-11-23T01:00:00Z', last_run = NULL")
                    .update());
            life.restart();
            runs.beginAs(RunState.RUNNING);

            Schedule soon = life.lookAt("2026-11-23T03:00:10Z");
            assertThat(soon.last()).isNotNull();
            assertThat(soon.missed()).isZero();

            life.store.write(db -> db.sql("UPDATE schedule SET handled_until = '2026-11-23T01:00:00Z', last_run = NULL")
                    .update());
            clock.set("2026-11-23T09:00:00Z");
            life.restart();
            Schedule later = life.look();
            assertThat(later.last()).isNotNull();
            assertThat(later.missed()).isZero();
            assertThat(runs.ids()).hasSize(1);
        });
    }

    @Test
    void takesARunOfOtherContentForSubmittedIfTheDefinitionWasChangedMeanwhile() {
        play(life -> {
            life.put(daily());
            life.lookAt("2026-11-23T03:00:00Z");
            life.store.write(db -> db.sql("UPDATE schedule SET handled_until = '2026-11-23T01:00:00Z'")
                    .update());
            life.restart();
            life.put(definition("0 0 3 * * *", null, null, null, Map.of("A", "text:b")));

            Schedule schedule = life.look();

            assertThat(schedule.missed()).isZero();
            assertThat(schedule.nextAt()).isEqualTo("2026-11-24T03:00:00Z");
        });
    }

    @Test
    void runsWhatWasDueLessThanAMinuteAgo() {
        play(life -> {
            life.put(daily());
            clock.set("2026-11-23T03:00:59Z");
            life.restart();

            assertThat(life.look().missed()).isZero();
            assertThat(runs.ids()).hasSize(1);
        });
    }

    @Test
    void drawsTheJitterOnceForADueTimeWhateverHappens() {
        play(life -> {
            life.put(definition("0 0 3 * * *", null, null, Duration.ofMinutes(10), null));
            Instant begins = Objects.requireNonNull(life.look().nextAt());
            assertThat(begins).isBetween(Instant.parse("2026-11-23T03:00:00Z"), Instant.parse("2026-11-23T03:10:00Z"));

            life.lookAt(begins.minusMillis(1).toString());
            life.restart();
            assertThat(life.look().nextAt()).isEqualTo(begins);
            assertThat(runs.ids()).isEmpty();
            life.lookAt(begins.toString());
            life.restart();
            life.look();

            assertThat(runs.ids()).containsExactly("schedule-rotate-20261123T030000Z");
        });
    }

    @Test
    void drawsAnotherJitterForEachDueTimeAndHostAndKeepsTheirOrder() {
        Set<Duration> drawn = new HashSet<>();
        for (long seed = 0; seed < 5; seed++) {
            Track track = Track.begin(
                    NAME, definition("0 * * * * *", null, null, Duration.ofMinutes(10), null), seed, clock.instant());
            Instant due = clock.instant();
            for (int i = 0; i < 100; i++) {
                Instant begins = track.beginsAt(due);
                assertThat(begins).isAfterOrEqualTo(due).isBefore(due.plusSeconds(60));
                drawn.add(Duration.between(due, begins));
                due = due.plusSeconds(60);
            }
        }
        assertThat(drawn).hasSizeGreaterThan(400);
    }

    @Test
    void beginsNowWithOtherTimesAndGoesOnWithTheSameOnes() {
        play(life -> {
            life.put(definition("0 0 3 * * *", null, null, Duration.ofHours(1), null));
            clock.set("2026-11-23T03:00:00Z");
            life.put(daily());
            assertThat(life.look().last()).isNotNull();

            clock.set("2026-11-23T09:30:00Z");
            life.put(definition("@hourly", null, null, null, null));
            Schedule schedule = life.look();

            assertThat(schedule.nextAt()).isEqualTo("2026-11-23T10:00:00Z");
            assertThat(schedule.missed()).isZero();
            assertThat(schedule.last()).isNotNull();
        });
    }

    @Test
    void doesNothingWhileDisabledAndMakesUpForNothing() {
        play(life -> {
            life.put(daily());
            ScheduleDefinition disabled = new ScheduleDefinition(
                    daily().script(), daily().cron(), null, null, null, null, null, null, null, false);
            life.put(disabled);
            assertThat(life.lookAt("2026-11-25T03:00:00Z").nextAt()).isNull();
            assertThat(life.schedules.nextLook()).isEmpty();
            clock.set("2026-11-25T04:00:00Z");
            life.put(daily());
            Schedule schedule = life.look();

            assertThat(runs.ids()).isEmpty();
            assertThat(schedule.missed()).isZero();
        });
    }

    @Test
    void looksNextWhenTheFirstOfThemIsDue() {
        play(life -> {
            life.put(daily());
            life.schedules.put(new ScheduleName("other"), definition("@hourly", null, null, null, null));

            assertThat(life.schedules.nextLook()).contains(Instant.parse("2026-11-23T02:00:00Z"));
        });
    }

    @Test
    void keepsOneThatIsSentAgainAsItIs() {
        play(life -> {
            assertThat(life.schedules.put(NAME, daily()).created()).isTrue();
            clock.set("2026-11-23T03:00:00Z");
            assertThat(life.schedules.put(NAME, daily()).created()).isFalse();

            assertThat(life.look().last()).isNotNull();
        });
    }

    @Test
    void refusesWhatCouldNotRunNow() {
        play(life -> {
            runs.refuse(new InvalidException("invalid-inputs", "A is missing"));

            assertThatThrownBy(() -> life.put(daily())).isInstanceOf(InvalidException.class);
            assertThat(life.schedules.list().items()).isEmpty();
        });
    }

    @Test
    void hasABound() {
        play(life -> {
            for (int i = 0; i < 200; i++) {
                life.schedules.put(new ScheduleName("n" + i), daily());
            }
            assertThatThrownBy(() -> life.put(daily()))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("200");
            life.schedules.put(new ScheduleName("n7"), definition("@hourly", null, null, null, null));
            assertThatThrownBy(() -> life.schedules.put(
                            new ScheduleName("n7"),
                            definition("@hourly", null, null, null, Map.of("A", "text:" + "a".repeat(70_000)))))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("65536");
        });
    }

    @Test
    void forgetsOneThatIsRemoved() {
        play(life -> {
            life.put(daily());
            life.schedules.remove(NAME);
            life.restart();

            assertThatThrownBy(life::look).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> life.schedules.remove(NAME)).isInstanceOf(NotFoundException.class);
        });
    }

    @Test
    void showsNoStateOfARunThatIsRememberedNoMore() {
        play(life -> {
            life.put(daily());
            life.lookAt("2026-11-23T03:00:00Z");
            runs.forget();

            assertThat(Objects.requireNonNull(life.look().last()).state()).isNull();
        });
    }
}
