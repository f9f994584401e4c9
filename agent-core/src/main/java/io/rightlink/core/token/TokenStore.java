package io.rightlink.core.token;

import io.rightlink.core.access.Role;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens on disk. Safe for any thread. */
final class TokenStore {

    static final Schema SCHEMA = new Schema("tokens", List.of("""
            CREATE TABLE token (
              id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, role TEXT NOT NULL,
              created_at TEXT NOT NULL, expires_at TEXT NOT NULL, last_used_at TEXT) STRICT
            """));

    private final Store store;

    TokenStore(Store store) {
        this.store = store;
    }

    List<StoredToken> load() {
        return store.read(db ->
                db.sql("SELECT * FROM token").query((row, _) -> token(row)).list());
    }

    void insert(StoredToken stored) {
        Token token = stored.token();
        int _ = store.write(db -> db.sql("INSERT INTO token (id, name, digest, role, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")
                .params(
                        stored.id(),
                        token.name().value(),
                        stored.digest(),
                        token.role().label(),
                        token.createdAt().toString(),
                        token.expiresAt().toString())
                .update());
    }

    void markUsed(String id, Instant time) {
        int _ = store.write(db -> db.sql("UPDATE token SET last_used_at = ? WHERE id = ?")
                .params(time.toString(), id)
                .update());
    }

    void delete(String id) {
        int _ = store.write(
                db -> db.sql("DELETE FROM token WHERE id = ?").param(id).update());
    }

    private static StoredToken token(ResultSet row) throws SQLException {
        Token token = new Token(
                new TokenName(row.getString("name")),
                Role.ofLabel(row.getString("role")).orElseThrow(),
                Instant.parse(row.getString("created_at")),
                Instant.parse(row.getString("expires_at")),
                Optional.ofNullable(row.getString("last_used_at")).map(Instant::parse));
        return new StoredToken(row.getString("id"), row.getString("digest"), token);
    }
}
