package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.event.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.SimpleTriggerContext;
import tools.jackson.databind.json.JsonMapper;

class ScheduleTimerTest {

    private final SetClock clock = new SetClock("2026-11-23T01:00:00Z");
    private Optional<Instant> next = Optional.empty();
    private final ScheduleTimer timer = new ScheduleTimer(() -> {}, () -> next, clock);

    @Test
    void looksAtOnceAndThenWhenSomethingIsDue() {
        SimpleTriggerContext context = new SimpleTriggerContext(clock);
        next = Optional.of(Instant.parse("2026-11-23T01:00:07Z"));
        assertThat(timer.nextLook(context)).isEqualTo("2026-11-23T01:00:00Z");

        context.update(clock.instant(), clock.instant(), clock.instant());
        assertThat(timer.nextLook(context)).isEqualTo("2026-11-23T01:00:07Z");
    }

    @Test
    void looksFromTimeToTimeForAClockMayBeSet() {
        SimpleTriggerContext context = new SimpleTriggerContext(clock.instant(), clock.instant(), clock.instant());
        next = Optional.of(Instant.parse("2026-11-24T01:00:00Z"));

        assertThat(timer.nextLook(context)).isEqualTo("2026-11-23T01:00:30Z");
        clock.set("1970-01-01T00:00:00Z");
        assertThat(timer.nextLook(context)).isEqualTo("1970-01-01T00:00:30Z");
    }

    @Test
    void waitsForNothingIfThereIsNothing() {
        SimpleTriggerContext context = new SimpleTriggerContext(clock.instant(), clock.instant(), clock.instant());

        assertThat(timer.nextLook(context)).isNull();
    }

    @Test
    void runsWhatIsPutInWhileItWaitsAndNothingBeforeTheStartOrAfterTheStop() {
        RecordedRuns runs = new RecordedRuns();
        Events deaf = (_, _) -> {};
        try (MemoryStore store = new MemoryStore(ScheduleStore.SCHEMA)) {
            StoredSchedules schedules = new StoredSchedules(
                    new ScheduleStore(store, JsonMapper.shared()), runs, deaf, List.of(), Clock.systemUTC());
            schedules.put(new ScheduleName("a"), each("* * * * * *"));
            assertNothingRuns(runs, 0);
            schedules.remove(new ScheduleName("a"));

            schedules.start();
            schedules.put(new ScheduleName("daily"), each("@daily"));
            assertNothingRuns(runs, 0);
            schedules.put(new ScheduleName("tick"), each("* * * * * *"));
            Awaitility.await().until(() -> runs.ids().size() >= 2);
            schedules.stop();

            assertNothingRuns(runs, runs.ids().size());
            schedules.put(new ScheduleName("tock"), each("* * * * * *"));
            assertNothingRuns(runs, runs.ids().size());
        }
    }

    private static void assertNothingRuns(RecordedRuns runs, int before) {
        Awaitility.await()
                .during(Duration.ofMillis(1_200))
                .atMost(Duration.ofSeconds(10))
                .until(() -> runs.ids().size() == before);
    }

    private static ScheduleDefinition each(String cron) {
        return new ScheduleDefinition(
                new ScheduleDefinition.Script("Tick"), cron, null, null, null, null, null, null, null, null);
    }
}
