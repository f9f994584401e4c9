package io.rightlink.core.setting;

import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import java.util.List;
import java.util.Optional;

/** Settings in the store, which is asked each time. Safe for any thread. */
final class StoredSettings implements Settings {

    static final Schema SCHEMA = new Schema("settings", List.of("""
            CREATE TABLE setting (
              name TEXT PRIMARY KEY,
              value TEXT NOT NULL
            ) STRICT;
            """));

    private final Store store;

    StoredSettings(Store store) {
        this.store = store;
    }

    @Override
    public Optional<String> find(String name) {
        return store.read(db -> db.sql("SELECT value FROM setting WHERE name = ?")
                .param(name)
                .query(String.class)
                .optional());
    }

    @Override
    public void set(String name, String value) {
        int _ = store.write(db -> db.sql(
                        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .param(name)
                .param(value)
                .update());
    }
}
