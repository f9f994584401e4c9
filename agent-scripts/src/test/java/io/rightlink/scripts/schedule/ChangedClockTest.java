package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The host's clock is set, forward and back. */
class ChangedClockTest extends ScheduleScenario {

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
}
