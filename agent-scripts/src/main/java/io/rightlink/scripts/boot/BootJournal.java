package io.rightlink.scripts.boot;

import io.rightlink.core.host.BootState;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunOwner;
import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.run.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The boots in the store, and the scripts of their bundles, whose runs belong to a boot and end with it: they must not start in the next
 * one. Safe for any thread.
 */
final class BootJournal implements RunOwner {

    static final Schema SCHEMA = new Schema("boot", List.of("""
            CREATE TABLE boot (
                number INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL, marked INTEGER NOT NULL, boot_id TEXT,
                state TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 1, began_at TEXT NOT NULL, settled_at TEXT,
                problem TEXT, reason TEXT, state_before TEXT) STRICT;
            CREATE TABLE boot_step (
                boot INTEGER NOT NULL REFERENCES boot ON DELETE CASCADE, bundle TEXT NOT NULL, position INTEGER NOT NULL,
                run_id TEXT NOT NULL, request TEXT NOT NULL, outcome TEXT, problem TEXT,
                PRIMARY KEY (boot, bundle, position)) STRICT
            """));

    /** How many boots are remembered, and so as many as can be seen to have been broken off on end. */
    static final int REMEMBERED = 20;

    private final Store store;
    private final JsonMapper json;
    private final Clock clock;

    BootJournal(Store store, JsonMapper json, Clock clock) {
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    /** Returns the newest boot. */
    Optional<BootRecord> latest() {
        return store.read(db -> db.sql("SELECT * FROM boot ORDER BY number DESC LIMIT 1")
                .query(BootJournal::record)
                .optional());
    }

    /** Tells how many boots on end, up to the newest, were broken off before their bundle had ended. */
    int brokenOff() {
        return store.read(db -> db.sql("""
                        SELECT count(*) FROM boot WHERE state = 'booting' AND number >
                            coalesce((SELECT max(number) FROM boot WHERE state <> 'booting'), 0)""").query(Integer.class).single());
    }

    /**
     * Records a new boot with its bundle.
     *
     * @param problem why the bundle can't be run, if so
     */
    void begin(
            String token, boolean marked, @Nullable String bootId, List<RunRequest> bundle, @Nullable String problem) {
        int _ = store.write(db -> {
            db.sql("INSERT INTO boot (token, marked, boot_id, state, began_at, problem) VALUES (?, ?, ?, ?, ?, ?)")
                    .param(token)
                    .param(marked ? 1 : 0)
                    .param(bootId)
                    .param((problem == null ? BootState.BOOTING : BootState.STRANDED).label())
                    .param(clock.instant().toString())
                    .param(problem)
                    .update();
            long number =
                    db.sql("SELECT max(number) FROM boot").query(Long.class).single();
            insert(db, number, Bundle.BOOT, 1, "boot-" + token + "-1-", bundle);
            return db.sql("DELETE FROM boot WHERE number <= ?")
                    .param(number - REMEMBERED)
                    .update();
        });
    }

    /** Records the kernel's id of a boot that it wasn't known of. */
    void identify(BootRecord boot, String bootId) {
        int _ = store.write(db -> db.sql("UPDATE boot SET boot_id = ? WHERE number = ?")
                .params(bootId, boot.number())
                .update());
    }

    /** Has a stranded boot go on from a position, with what is left to run. */
    void retry(BootRecord boot, int position, List<RunRequest> rest) {
        int _ = store.write(db -> {
            db.sql("DELETE FROM boot_step WHERE boot = ? AND bundle = ? AND position >= ?")
                    .params(boot.number(), Bundle.BOOT.label(), position)
                    .update();
            int attempt = boot.attempt() + 1;
            insert(db, boot.number(), Bundle.BOOT, position, "boot-" + boot.token() + "-" + attempt + "-", rest);
            return db.sql("UPDATE boot SET state = ?, attempt = ?, problem = NULL, settled_at = NULL WHERE number = ?")
                    .params(BootState.BOOTING.label(), attempt, boot.number())
                    .update();
        });
    }

    /** Records that the host goes down, and what is run then. */
    void decommission(BootRecord boot, String reason, List<RunRequest> bundle) {
        int _ = store.write(db -> {
            String ids = "decommission-" + boot.token() + "-"
                    + UUID.randomUUID().toString().substring(0, 8) + "-";
            db.sql("DELETE FROM boot_step WHERE boot = ? AND bundle = ?")
                    .params(boot.number(), Bundle.DECOMMISSION.label())
                    .update();
            insert(db, boot.number(), Bundle.DECOMMISSION, 1, ids, bundle);
            return db.sql("UPDATE boot SET state_before = state, state = ?, reason = ? WHERE number = ?")
                    .params(BootState.DECOMMISSIONING.label(), reason, boot.number())
                    .update();
        });
    }

    /** Takes back that the host goes down: it was the agent alone. */
    void recommission(BootRecord boot) {
        int _ = store.write(db -> db.sql("UPDATE boot SET state = state_before, reason = NULL WHERE number = ?")
                .param(boot.number())
                .update());
    }

    /** Records how the bundle of the boot has ended. */
    void settle(BootRecord boot, BootState state) {
        int _ = store.write(db -> db.sql("UPDATE boot SET state = ?, settled_at = ? WHERE number = ?")
                .params(state.label(), clock.instant().toString(), boot.number())
                .update());
    }

    /** Records how a script has ended. */
    void ended(BootRecord boot, Bundle bundle, Step step) {
        RunState outcome = step.outcome();
        int _ = store.write(db -> db.sql(
                        "UPDATE boot_step SET outcome = ?, problem = ? WHERE boot = ? AND bundle = ? AND position = ?")
                .param(outcome == null ? null : outcome.label())
                .param(step.problem())
                .param(boot.number())
                .param(bundle.label())
                .param(step.position())
                .update());
    }

    /** Returns the scripts of a bundle, in their order. */
    List<Step> steps(BootRecord boot, Bundle bundle) {
        return store.read(db -> db.sql("SELECT * FROM boot_step WHERE boot = ? AND bundle = ? ORDER BY position")
                .params(boot.number(), bundle.label())
                .query(this::step)
                .list());
    }

    @Override
    public boolean owns(RunId id) {
        return store.read(db -> db.sql("SELECT count(*) FROM boot_step WHERE run_id = ?")
                        .param(id.value())
                        .query(Integer.class)
                        .single()
                > 0);
    }

    @Override
    public List<String> awaited() {
        return store.read(db -> db.sql("SELECT run_id FROM boot_step WHERE outcome IS NULL")
                .query(String.class)
                .list());
    }

    /** Returns the runs that nobody goes on with: those without an outcome that aren't of the bundle which is under way. */
    List<String> leftBehind(BootRecord now) {
        return store.read(db -> db.sql("""
                        SELECT run_id FROM boot_step WHERE outcome IS NULL AND NOT (boot = ? AND bundle = ?)""")
                .params(
                        now.number(),
                        (now.state() == BootState.DECOMMISSIONING ? Bundle.DECOMMISSION : Bundle.BOOT).label())
                .query(String.class)
                .list());
    }

    private void insert(
            JdbcClient db, long boot, Bundle bundle, int first, String idPrefix, List<RunRequest> requests) {
        IntStream.range(0, requests.size()).forEach(i -> db.sql(
                        "INSERT INTO boot_step (boot, bundle, position, run_id, request) VALUES (?, ?, ?, ?, ?)")
                .params(
                        boot,
                        bundle.label(),
                        first + i,
                        idPrefix + (first + i),
                        json.writeValueAsString(requests.get(i)))
                .update());
    }

    private Step step(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new Step(
                row.getInt("position"),
                row.getString("run_id"),
                json.readValue(row.getString("request"), RunRequest.class),
                outcome == null ? null : RunState.ofLabel(outcome),
                row.getString("problem"));
    }

    private static BootRecord record(ResultSet row, int number) throws SQLException {
        String settled = row.getString("settled_at");
        return new BootRecord(
                row.getLong("number"),
                row.getString("token"),
                row.getInt("marked") == 1,
                row.getString("boot_id"),
                BootState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempt"),
                Instant.parse(row.getString("began_at")),
                settled == null ? null : Instant.parse(settled),
                row.getString("problem"),
                row.getString("reason"));
    }
}
