package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.event.EventType;
import io.rightlink.core.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Schedules on a store and a clock that a test sets, of agents that live one after the other. */
abstract class ScheduleScenario {

    static final ScheduleName NAME = new ScheduleName("rotate");
    static final MaintenanceWindow NIGHT = new MaintenanceWindow("02:00", "05:00", null);

    final SetClock clock = new SetClock("2026-11-23T01:00:00Z");
    final RecordedRuns runs = new RecordedRuns();
    final List<Missed> told = new ArrayList<>();
    Optional<String> held = Optional.empty();

    @FunctionalInterface
    interface Scenario {
        void play(Life life);
    }

    /** The agents of a test, one after the other on the same store. */
    final class Life {

        final Store store;
        StoredSchedules schedules;

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

    void play(Scenario scenario) {
        try (MemoryStore store = new MemoryStore(ScheduleStore.SCHEMA)) {
            scenario.play(new Life(store));
        }
    }

    static Schedule.LastMissed missedAt(String dueAt, String why) {
        return new Schedule.LastMissed(Instant.parse(dueAt), why);
    }

    static ScheduleDefinition daily() {
        return definition("0 0 3 * * *", null, null, null, null);
    }

    static ScheduleDefinition definition(
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
