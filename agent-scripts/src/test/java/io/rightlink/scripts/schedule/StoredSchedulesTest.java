package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rightlink.core.event.EventType;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.store.Store;
import io.rightlink.scripts.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StoredSchedulesTest {

    private static final ScheduleName NAME = new ScheduleName("rotate");
    private static final MaintenanceWindow NIGHT = new MaintenanceWindow("02:00", "05:00", null);

    private final SetClock clock = new SetClock("2026-11-23T01:00:00Z");
    private final RecordedRuns runs = new RecordedRuns();
    private final List<Missed> told = new ArrayList<>();
    private Optional<String> held = Optional.empty();

    @FunctionalInterface
    private interface Scenario {
        void play(Life life);
    }

    /** The agents of a test, one after the other on the same store. */
    private final class Life {

        private final Store store;
        private StoredSchedules schedules;

        Life(Store store) {
            this.store = store;
            this.schedules = born();
        }

        void restart() {
            schedules = born();
        }

        Schedule look() {
            schedules.look();
            return schedules.get(NAME);
        }

        Schedule lookAt(String time) {
            clock.set(time);
            return look();
        }

        void put(ScheduleDefinition definition) {
            schedules.put(NAME, definition);
        }

        private StoredSchedules born() {
            StoredSchedules life = new StoredSchedules(
                    new ScheduleStore(store, JsonMapper.shared()),
                    runs,
                    (type, data) -> {
                        assertThat(type).isEqualTo(EventType.SCHEDULE);
                        told.add((Missed) data);
                    },
                    List.of(() -> held),
                    clock);
            life.awake();
            return life;
        }
    }

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

    /** As on a host without a clock of its own, once it has asked for the time. */
    @Test
    void takesAClockThatJumpsForwardForOneMissAndNotForAnAgentThatWasDown() {
        clock.set("1970-01-01T00:00:30Z");
        play(life -> {
            life.put(definition("0 * * * * *", null, null, null, null));
            Schedule schedule = life.lookAt("2026-11-23T04:00:20Z");

            assertThat(runs.ids()).containsExactly("schedule-rotate-20261123T040000Z");
            assertThat(schedule.missed()).isOne();
            assertThat(schedule.missedIncomplete()).isFalse();
            assertThat(schedule.lastMissed()).isEqualTo(missedAt("2026-11-23T03:59:00Z", "passed-over"));
            assertThat(told).hasSize(1);
        });
    }

    @Test
    void doesNotTakeTimesBeforeItsStartForThoseOfADownAgentIfTheClockCameBackToThem() {
        clock.set("2026-11-23T10:00:00Z");
        play(life -> {
            life.put(definition("@hourly", null, null, null, null));
            life.lookAt("2026-11-23T06:30:00Z");
            Schedule schedule = life.lookAt("2026-11-23T09:30:00Z");

            assertThat(schedule.missed()).isOne();
            assertThat(schedule.lastMissed()).isEqualTo(missedAt("2026-11-23T09:00:00Z", "passed-over"));
        });
    }

    @Test
    void goesOnAtOnceIfTheClockWasSetBackAndRunsNoDueTimeTwice() {
        play(life -> {
            life.put(definition("@hourly", null, null, null, null));
            life.lookAt("2026-11-23T02:00:00Z");
            life.lookAt("2026-11-23T03:00:00Z");
            assertThat(life.lookAt("2026-11-23T01:30:00Z").nextAt()).isEqualTo("2026-11-23T02:00:00Z");
            life.lookAt("2026-11-23T02:00:00Z");
            life.lookAt("2026-11-23T03:00:00Z");
            assertThat(runs.ids()).hasSize(2);
            Schedule schedule = life.lookAt("2026-11-23T04:00:00Z");

            assertThat(runs.ids()).hasSize(3);
            assertThat(schedule.missed()).isZero();
        });
    }

    @Test
    void repeatsNothingIfTheClockWasSetBackALittle() {
        play(life -> {
            life.put(daily());
            life.lookAt("2026-11-23T03:00:00Z");
            runs.forget();
            Schedule schedule = life.lookAt("2026-11-23T02:59:30Z");
            life.lookAt("2026-11-23T03:00:00Z");

            assertThat(runs.ids()).isEmpty();
            assertThat(schedule.nextAt()).isEqualTo("2026-11-24T03:00:00Z");
        });
    }

    @Test
    void startsOutOfYearsAheadFromWhereTheClockIs() {
        clock.set("2031-01-01T00:00:00Z");
        play(life -> {
            life.put(daily());
            life.lookAt("2031-01-01T03:00:00Z");
            life.restart();
            life.lookAt("2026-11-23T02:00:00Z");
            life.lookAt("2026-11-23T03:00:00Z");

            assertThat(runs.ids())
                    .containsExactly("schedule-rotate-20310101T030000Z", "schedule-rotate-20261123T030000Z");
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

    @Test
    void doesNotCountWhatIsUnavailableAsRun() {
        play(life -> {
            life.put(daily());
            runs.refuse(new UnavailableException("docker-unavailable", "The engine doesn't answer"));

            assertThat(life.lookAt("2026-11-23T03:00:00Z").missed()).isOne();
        });
    }

    private void play(Scenario scenario) {
        try (MemoryStore store = new MemoryStore(ScheduleStore.SCHEMA)) {
            scenario.play(new Life(store));
        }
    }

    private static Schedule.LastMissed missedAt(String dueAt, String why) {
        return new Schedule.LastMissed(Instant.parse(dueAt), why);
    }

    private static ScheduleDefinition daily() {
        return definition("0 0 3 * * *", null, null, null, null);
    }

    private static ScheduleDefinition definition(
            String cron,
            @Nullable String zone,
            @Nullable MaintenanceWindow window,
            @Nullable Duration jitter,
            @Nullable Map<String, String> inputs) {
        return new ScheduleDefinition(
                new ScheduleDefinition.Script("Rotate logs"),
                cron,
                zone,
                window,
                jitter,
                inputs,
                null,
                null,
                null,
                null);
    }
}
