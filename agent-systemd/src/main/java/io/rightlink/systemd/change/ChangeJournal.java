package io.rightlink.systemd.change;

import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.systemd.unit.UnitName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The changes that are under way, in the store: recorded before anything is touched, and until nothing is left to undo. */
final class ChangeJournal {

    static final Schema SCHEMA = new Schema("unit-changes", List.of("""
            CREATE TABLE unit_change (job TEXT PRIMARY KEY, unit TEXT NOT NULL, drop_in TEXT, before TEXT NOT NULL,
                touched TEXT) STRICT
            """));

    /**
     * A change under way, by the job that makes it.
     *
     * @param touched the other units that were up when it began to start or stop the unit; empty if it hasn't
     */
    record Intent(String job, UnitPath path, Before before, Optional<Set<String>> touched) {}

    private final Store store;
    private final JsonMapper json;

    ChangeJournal(Store store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    void begin(Intent intent) {
        store.write(db -> db.sql("INSERT INTO unit_change (job, unit, drop_in, before) VALUES (?, ?, ?, ?)")
                .param(intent.job())
                .param(intent.path().unit().value())
                .param(intent.path().dropIn().map(DropInName::value).orElse(null))
                .param(json.writeValueAsString(intent.before()))
                .update());
    }

    /** To be called before the unit's run state is changed. */
    void touch(Intent intent, Set<String> companions) {
        store.write(db -> db.sql("UPDATE unit_change SET touched = ? WHERE job = ?")
                .param(String.join(" ", companions))
                .param(intent.job())
                .update());
    }

    Optional<Intent> find(String job) {
        return unfinished().stream().filter(intent -> intent.job().equals(job)).findFirst();
    }

    void end(Intent intent) {
        store.write(db -> db.sql("DELETE FROM unit_change WHERE job = ?")
                .param(intent.job())
                .update());
    }

    /** Returns the changes that were begun and not ended, in the order of their beginning. */
    List<Intent> unfinished() {
        return store.read(db -> db.sql("SELECT * FROM unit_change ORDER BY rowid")
                .query(this::intent)
                .list());
    }

    private Intent intent(ResultSet row, int number) throws SQLException {
        @Nullable String dropIn = row.getString("drop_in");
        @Nullable String touched = row.getString("touched");
        UnitName unit = new UnitName(row.getString("unit"));
        return new Intent(
                row.getString("job"),
                new UnitPath(unit, Optional.ofNullable(dropIn).map(DropInName::new)),
                json.readValue(row.getString("before"), Before.class),
                Optional.ofNullable(touched).map(ChangeJournal::names));
    }

    private static Set<String> names(String list) {
        return list.isEmpty() ? Set.of() : new TreeSet<>(List.of(list.split(" ")));
    }
}
