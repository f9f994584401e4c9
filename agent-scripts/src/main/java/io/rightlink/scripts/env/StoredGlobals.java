package io.rightlink.scripts.env;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.scripts.input.InputValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Variables in the store, which is asked each time. Safe for any thread. */
final class StoredGlobals implements Globals {

    static final Schema SCHEMA = new Schema("globals", List.of("""
            CREATE TABLE global_variable (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT
            """));

    private static final int LARGEST_BYTES = 32 * 1024;
    private static final int MOST = 1_000;

    /** Each run is recorded with a copy, and has no more than some 2 MB for its environment. */
    private static final int MOST_BYTES = 128 * 1024;

    private record Total(int count, long bytes) {}

    private final Store store;

    StoredGlobals(Store store) {
        this.store = store;
    }

    @Override
    public SortedMap<String, String> list() {
        return store.read(db -> {
            SortedMap<String, String> all = new TreeMap<>();
            db.sql("SELECT name, value FROM global_variable").query(row -> {
                all.put(row.getString("name"), row.getString("value"));
            });
            return all;
        });
    }

    @Override
    public Optional<String> find(GlobalName name) {
        return store.read(db -> db.sql("SELECT value FROM global_variable WHERE name = ?")
                .param(name.value())
                .query(String.class)
                .optional());
    }

    @Override
    public void set(GlobalName name, String value) {
        requireUsable(name, value);
        int _ = store.write(db -> {
            int changed = db.sql("INSERT INTO global_variable (name, value) VALUES (?, ?)"
                            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                    .params(name.value(), value)
                    .update();
            requireRoom(name, total(db));
            return changed;
        });
    }

    @Override
    public void remove(GlobalName name) {
        int removed = store.write(db -> db.sql("DELETE FROM global_variable WHERE name = ?")
                .param(name.value())
                .update());
        if (removed == 0) {
            throw new NotFoundException("variable-not-found", "No variable '" + name + "' is set");
        }
    }

    private static void requireUsable(GlobalName name, String value) {
        if (!InputValue.isText(value)) {
            throw new InvalidException(
                    "invalid-variable",
                    "Cannot set the variable '" + name + "': its value has a NUL, or half of a surrogate pair");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES) {
            throw InvalidException.tooLarge(
                    "variable-too-large",
                    "Cannot set the variable '" + name + "': its value has more than " + LARGEST_BYTES + " bytes");
        }
    }

    private static Total total(JdbcClient db) {
        return db.sql(
                        "SELECT count(*), coalesce(sum(octet_length(name) + octet_length(value)), 0) FROM global_variable")
                .query((row, _) -> new Total(row.getInt(1), row.getLong(2)))
                .single();
    }

    private static void requireRoom(GlobalName name, Total total) {
        if (total.count() > MOST || total.bytes() > MOST_BYTES) {
            throw new ConflictException(
                    "too-many-variables",
                    "Cannot set the variable '" + name + "': there would be more than " + MOST + ", or more than "
                            + MOST_BYTES + " bytes of names and values; remove some first");
        }
    }
}
