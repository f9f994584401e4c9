package io.rightlink.scripts.schedule;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The schedules on disk. Safe for any thread. */
final class ScheduleStore {

    static final Schema SCHEMA = new Schema("schedules", List.of("""
            CREATE TABLE schedule (
                name TEXT PRIMARY KEY, definition TEXT NOT NULL, seed INTEGER NOT NULL, handled_until TEXT NOT NULL,
                last_due_at TEXT, last_run TEXT, missed INTEGER NOT NULL, missed_incomplete INTEGER NOT NULL,
                missed_due_at TEXT, missed_why TEXT) STRICT
            """));

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleStore.class);
    private static final int LARGEST = 64 << 10;

    private final Store store;
    private final JsonMapper json;

    ScheduleStore(Store store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    List<Track> load() {
        return store
                .read(db -> db.sql("SELECT * FROM schedule ORDER BY name")
                        .query((row, _) -> track(row))
                        .list())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Writes one down.
     *
     * @throws InvalidException if its definition is too large
     */
    void save(Track track) {
        String definition = json.writeValueAsString(track.definition());
        if (definition.length() > LARGEST) {
            throw InvalidException.tooLarge(
                    "schedule-too-large", "A schedule has at most " + LARGEST + " characters of JSON");
        }
        Track.Ran last = track.last();
        Schedule.LastMissed missed = track.misses().last();
        int _ = store.write(db -> db.sql("""
                        INSERT INTO schedule (name, definition, seed, handled_until, last_due_at, last_run, missed,
                            missed_incomplete, missed_due_at, missed_why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, seed = excluded.seed,
                            handled_until = excluded.handled_until, last_due_at = excluded.last_due_at,
                            last_run = excluded.last_run, missed = excluded.missed,
                            missed_incomplete = excluded.missed_incomplete, missed_due_at = excluded.missed_due_at,
                            missed_why = excluded.missed_why""")
                .param(track.name().value())
                .param(definition)
                .param(track.seed())
                .param(track.handledUntil().toString())
                .param(last == null ? null : last.dueAt().toString())
                .param(last == null ? null : last.runId())
                .param(track.misses().count())
                .param(track.misses().incomplete())
                .param(missed == null ? null : missed.dueAt().toString())
                .param(missed == null ? null : missed.why())
                .update());
    }

    void remove(ScheduleName name) {
        int _ = store.write(db -> db.sql("DELETE FROM schedule WHERE name = ?")
                .param(name.value())
                .update());
    }

    private Optional<Track> track(ResultSet row) throws SQLException {
        String name = row.getString("name");
        try {
            ScheduleDefinition definition = json.readValue(row.getString("definition"), ScheduleDefinition.class);
            return Optional.of(new Track(
                    new ScheduleName(name),
                    definition,
                    definition.times(),
                    row.getLong("seed"),
                    Instant.parse(row.getString("handled_until")),
                    last(row.getString("last_due_at"), row.getString("last_run")),
                    misses(row)));
        } catch (InvalidException | JacksonException e) {
            LOG.error(
                    "Cannot run anything on the schedule '{}', which another version of RightLink defined: {}",
                    name,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static Track.Misses misses(ResultSet row) throws SQLException {
        String dueAt = row.getString("missed_due_at");
        return new Track.Misses(
                row.getLong("missed"),
                row.getBoolean("missed_incomplete"),
                dueAt == null ? null : new Schedule.LastMissed(Instant.parse(dueAt), row.getString("missed_why")));
    }

    private static Track.@Nullable Ran last(@Nullable String dueAt, @Nullable String run) {
        return dueAt == null || run == null ? null : new Track.Ran(Instant.parse(dueAt), run);
    }
}
