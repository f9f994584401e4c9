package io.rightlink.monitoring.exec;

import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The plugins on disk. Safe for any thread. */
final class PluginStore {

    static final Schema SCHEMA = new Schema("exec", List.of("""
            CREATE TABLE exec_plugin (
              name TEXT PRIMARY KEY,
              executable TEXT NOT NULL,
              arguments TEXT NOT NULL
            ) STRICT;
            """));

    private static final String ALL = "SELECT name, executable, arguments FROM exec_plugin";

    private final Store store;
    private final JsonMapper json;

    PluginStore(Store store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    List<ExecPlugin> list() {
        return store.read(db -> db.sql(ALL + " ORDER BY name").query(rows()).list());
    }

    Optional<ExecPlugin> find(String name) {
        return store.read(
                db -> db.sql(ALL + " WHERE name = ?").param(name).query(rows()).optional());
    }

    void put(ExecPlugin plugin) {
        int _ = store.write(
                db -> db.sql("INSERT INTO exec_plugin (name, executable, arguments) VALUES (?, ?, ?) ON CONFLICT (name)"
                                + " DO UPDATE SET executable = excluded.executable, arguments = excluded.arguments")
                        .params(plugin.name(), plugin.executable(), json.writeValueAsString(plugin.arguments()))
                        .update());
    }

    /** Removes one, and tells whether it was there. */
    boolean remove(String name) {
        return store.write(db -> db.sql("DELETE FROM exec_plugin WHERE name = ?")
                        .param(name)
                        .update())
                > 0;
    }

    private RowMapper<ExecPlugin> rows() {
        return (row, _) -> new ExecPlugin(
                row.getString(1), row.getString(2), json.readValue(row.getString(3), new TypeReference<>() {}));
    }
}
