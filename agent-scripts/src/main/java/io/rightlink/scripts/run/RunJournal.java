package io.rightlink.scripts.run;

import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import io.rightlink.core.placement.Exit;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.scripts.script.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The runs in the store. A state is there before what it says is done, and before those who follow the events are told. Safe for any
 * thread.
 */
final class RunJournal {

    static final Schema SCHEMA = new Schema(
            "runs",
            List.of(
                    """
            CREATE TABLE run (
                id TEXT PRIMARY KEY, request TEXT NOT NULL, script_sha256 TEXT NOT NULL, state TEXT NOT NULL,
                exit_code INTEGER, signal INTEGER, problem TEXT,
                queued_at TEXT NOT NULL, started_at TEXT, ended_at TEXT,
                output_bytes INTEGER, output_sha256 TEXT) STRICT
            """,
                    "ALTER TABLE run ADD COLUMN plan TEXT",
                    "ALTER TABLE run ADD COLUMN credential_versions TEXT",
                    """
            CREATE INDEX run_queued ON run (state) WHERE state = 'queued';
            CREATE INDEX run_ended ON run (ended_at, output_bytes) WHERE ended_at IS NOT NULL""",
                    "ALTER TABLE run ADD COLUMN asked TEXT; ALTER TABLE run ADD COLUMN started_uptime INTEGER"),
            3);

    /** What is shown of runs, and no more: a script may have a megabyte, and a list a thousand runs. */
    private static final String SHOWN = """
            SELECT id, state, request ->> '$.script.name' AS script_name, script_sha256,
                coalesce(plan -> '$.inputs', request -> '$.inputs') AS inputs,
                request ->> '$.placement' AS placement, request ->> '$.thread' AS thread,
                exit_code, signal, problem, queued_at, started_at, ended_at, output_bytes, output_sha256 FROM run
            """;

    private static final TypeReference<Map<String, String>> INPUTS = new TypeReference<>() {};

    /** How a run ended, to be recorded. */
    record Ending(
            RunState state,
            @Nullable Exit exit,
            @Nullable String problem,
            long outputBytes,
            @Nullable String outputSha256) {

        /** @param problem why its output is not whole, if it isn't */
        static Ending of(
                RunState state, Exit exit, @Nullable String problem, long outputBytes, @Nullable String outputSha256) {
            String why = problem == null && state == RunState.UNKNOWN
                    ? "It is not known how the script ended: nothing is left of it where it ran, so the host was rebooted"
                            + " before the end was recorded, or somebody else stopped it, or it never started"
                    : problem;
            return new Ending(state, exit, why, outputBytes, outputSha256);
        }

        static Ending notStarted(Exception why) {
            return new Ending(RunState.FAILED, null, "Cannot start the script: " + why.getMessage(), 0, null);
        }

        static Ending interrupted(long outputBytes) {
            return new Ending(RunState.INTERRUPTED, null, "The agent ended while the script ran", outputBytes, null);
        }
    }

    /**
     * Which of the runs that have ended are kept.
     *
     * @param runs how many, the newest
     * @param outputBytes how much output of theirs altogether
     * @param since those that ended before it are not
     * @param inAnyCaseFrom those that ended from here on, and until {@code inAnyCaseUntil}, are
     */
    record Remembrance(int runs, long outputBytes, Instant since, Instant inAnyCaseFrom, Instant inAnyCaseUntil) {}

    /**
     * The newest runs.
     *
     * @param all whether there are no older ones
     */
    record Newest(List<Run> runs, boolean all) {}

    /** A run that waits for its turn. */
    record Queued(String id, String thread) {}

    /** What is told of a run. */
    private record StateChange(String id, RunState state) {}

    private final Store store;
    private final JsonMapper json;
    private final Clock clock;
    private final HostUptime uptime;
    private final Events events;
    private final Object ends = new Object();
    private boolean waiting = true;

    RunJournal(Store store, JsonMapper json, Clock clock, HostUptime uptime, Events events) {
        this.store = store;
        this.json = json;
        this.clock = clock;
        this.uptime = uptime;
        this.events = events;
    }

    /**
     * Records a run unless there is one of this id; tells whether it did.
     *
     * @throws UnavailableException if there would be more than {@code most} that are queued
     */
    boolean queue(RunId id, RunRequest request, RunPlan plan, int most) {
        boolean queued = store.write(db -> {
            boolean inserted = db.sql("""
                        INSERT INTO run (id, request, plan, script_sha256, state, queued_at) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO NOTHING""")
                            .params(
                                    id.value(),
                                    json.writeValueAsString(request),
                                    json.writeValueAsString(plan),
                                    Sha256.of(plan.source(request).getBytes(StandardCharsets.UTF_8)),
                                    RunState.QUEUED.label(),
                                    clock.instant().toString())
                            .update()
                    == 1;
            if (inserted && queued(db) > most) {
                throw new UnavailableException(
                        "too-many-runs",
                        "Cannot queue the run '" + id + "': " + most + " wait already, which is as many as may"
                                + " (rightlink.scripts.queued); cancel some, or send it again when fewer wait");
            }
            return inserted;
        });
        return tellIf(queued, id.value(), RunState.QUEUED);
    }

    /** Moves a queued run to another state; tells whether it was queued until now. */
    boolean leaveQueue(String id, RunState to) {
        String time = to.ended() ? "ended_at" : "started_at";
        Long up = to.ended() ? null : uptime.now().map(Duration::toMillis).orElse(null);
        boolean left = store.write(db -> db.sql("UPDATE run SET state = ?, " + time
                                + " = ?, started_uptime = ? WHERE id = ? AND state = ?")
                        .params(Arrays.asList(to.label(), clock.instant().toString(), up, id, RunState.QUEUED.label()))
                        .update()
                == 1);
        return tellIf(left, id, to);
    }

    void end(String id, Ending ending) {
        Exit exit = ending.exit();
        boolean known = store.write(db -> db.sql("""
                        UPDATE run SET state = ?, exit_code = ?, signal = ?, problem = ?, ended_at = ?,
                            output_bytes = ?, output_sha256 = ? WHERE id = ?""")
                        .param(ending.state().label())
                        .param(
                                exit == null || exit.code().isEmpty()
                                        ? null
                                        : exit.code().getAsInt())
                        .param(
                                exit == null || exit.signal().isEmpty()
                                        ? null
                                        : exit.signal().getAsInt())
                        .param(ending.problem())
                        .param(clock.instant().toString())
                        .param(ending.outputBytes())
                        .param(ending.outputSha256())
                        .param(id)
                        .update()
                == 1);
        boolean _ = tellIf(known, id, ending.state());
    }

    /**
     * Returns the runs of a state, or all; the newest first.
     *
     * @param most how many at most
     * @param mostInputs about how many characters the inputs of those that are returned may have altogether
     */
    Newest list(Optional<RunState> state, int most, long mostInputs) {
        return store.read(db -> db.sql(SHOWN + "WHERE state = coalesce(?, state) ORDER BY rowid DESC")
                .param(state.map(RunState::label).orElse(null))
                .query((ResultSet rows) -> newest(rows, most, mostInputs)));
    }

    private Newest newest(ResultSet rows, int most, long mostInputs) throws SQLException {
        List<Run> runs = new ArrayList<>();
        long inputs = 0;
        boolean more = rows.next();
        while (more && runs.size() < most && inputs < mostInputs) {
            inputs += rows.getString("inputs").length();
            runs.add(run(rows));
            more = rows.next();
        }
        return new Newest(runs, !more);
    }

    /** Returns those that wait for their turn, the oldest first, and nothing of what they bring. */
    List<Queued> queued() {
        return store.read(db -> db.sql("""
                        SELECT id, request ->> '$.thread' AS thread FROM run WHERE state = 'queued' ORDER BY rowid""").query(Queued.class).list());
    }

    Optional<Run> find(String id) {
        return store.read(db -> db.sql(SHOWN + "WHERE id = ?")
                .param(id)
                .query((row, _) -> run(row))
                .optional());
    }

    RunRequest request(String id) {
        return findRequest(id).orElseThrow();
    }

    Optional<RunRequest> findRequest(String id) {
        return column("request", id).map(text -> json.readValue(text, RunRequest.class));
    }

    RunPlan plan(String id) {
        return column("plan", id)
                .map(text -> json.readValue(text, RunPlan.class))
                .orElseGet(() -> RunPlan.of(request(id)));
    }

    /** Records why a run is about to be ended; null that it isn't any more. */
    void asked(String id, @Nullable RunState why) {
        int _ = store.write(db -> db.sql("UPDATE run SET asked = ? WHERE id = ? AND ended_at IS NULL")
                .param(why == null ? null : why.label())
                .param(id)
                .update());
    }

    /** Returns for how long a run has been started, whatever became of the clock; empty if the host can't tell, or was rebooted. */
    Optional<Duration> startedFor(String id) {
        Optional<Duration> then =
                column("started_uptime", id).map(Long::parseLong).map(Duration::ofMillis);
        return then.flatMap(up -> uptime.now().map(now -> now.minus(up))).filter(Duration::isPositive);
    }

    /** Returns why a run was about to be ended. */
    Optional<RunState> asked(String id) {
        return column("asked", id).map(RunState::ofLabel);
    }

    /** Records which values of its credentials a run is given, without telling of them. */
    void given(String id, Map<String, String> versions) {
        int _ = store.write(db -> db.sql("UPDATE run SET credential_versions = ? WHERE id = ?")
                .params(json.writeValueAsString(new TreeMap<>(versions)), id)
                .update());
    }

    /** Returns what was recorded of a run's credentials. */
    Map<String, String> given(String id) {
        Map<String, String> versions = new TreeMap<>();
        column("credential_versions", id).ifPresent(text -> json.readTree(text)
                .properties()
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue().asString())));
        return versions;
    }

    /**
     * Forgets runs that have ended and are beyond what may be kept, the oldest first.
     *
     * @param awaited those that are not forgotten in any case
     * @param most how many at once
     * @return their ids
     */
    List<String> forget(Remembrance kept, List<String> awaited, int most) {
        return store.write(db -> db.sql("""
                        DELETE FROM run WHERE rowid IN (
                            SELECT number FROM (
                                SELECT rowid AS number, id, ended_at, row_number() OVER newest AS place,
                                    sum(output_bytes) OVER newest AS bytes
                                FROM run WHERE ended_at IS NOT NULL WINDOW newest AS (ORDER BY ended_at DESC, rowid DESC))
                            WHERE (place > :runs OR bytes > :bytes OR ended_at < :since)
                                AND ended_at NOT BETWEEN :from AND :until
                                AND id NOT IN (SELECT value FROM json_each(:awaited))
                            ORDER BY place DESC LIMIT :most)
                        RETURNING id""")
                .param("runs", kept.runs())
                .param("bytes", kept.outputBytes())
                .param("since", kept.since().toString())
                .param("from", kept.inAnyCaseFrom().toString())
                .param("until", kept.inAnyCaseUntil().toString())
                .param("awaited", json.writeValueAsString(awaited))
                .param("most", most)
                .query(String.class)
                .list());
    }

    /** The state is no parameter, or SQLite would not use the index of those that are queued. */
    private static int queued(JdbcClient db) {
        return db.sql("SELECT count(*) FROM run WHERE state = 'queued'")
                .query(Integer.class)
                .single();
    }

    /**
     * Waits until a run has ended.
     *
     * @param run looks at it
     * @return the run as it ended; empty if nobody waits any more
     */
    Optional<Run> awaitEnd(Supplier<Run> run) throws InterruptedException {
        synchronized (ends) {
            Run now = run.get();
            while (waiting && !now.state().ended()) {
                ends.wait();
                now = run.get();
            }
            return Optional.of(now).filter(end -> end.state().ended());
        }
    }

    /** Lets go of those who wait for an end. */
    void stopWaiting() {
        synchronized (ends) {
            waiting = false;
            ends.notifyAll();
        }
    }

    private Optional<String> column(String name, String id) {
        return store.read(db -> db.sql("SELECT " + name + " FROM run WHERE id = ? AND " + name + " IS NOT NULL")
                .param(id)
                .query(String.class)
                .optional());
    }

    private boolean tellIf(boolean changed, String id, RunState state) {
        if (changed) {
            events.publish(EventType.RUN, new StateChange(id, state));
            synchronized (ends) {
                ends.notifyAll();
            }
        }
        return changed;
    }

    private Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("id"),
                RunState.ofLabel(row.getString("state")),
                row.getString("script_name"),
                row.getString("script_sha256"),
                json.readValue(row.getString("inputs"), INPUTS),
                row.getString("placement"),
                row.getString("thread"),
                (Integer) row.getObject("exit_code"),
                (Integer) row.getObject("signal"),
                row.getString("problem"),
                Instant.parse(row.getString("queued_at")),
                instant(row.getString("started_at")),
                instant(row.getString("ended_at")),
                row.getLong("output_bytes"),
                row.getString("output_sha256"));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
