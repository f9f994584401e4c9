package io.rightlink.monitoring.history;

import io.rightlink.monitoring.internal.ExpendableDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database of the history, open. Its commits aren't synced one by one: a killed agent loses nothing of them, a power cut the
 * last seconds. For one thread at a time.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_synchronous">synchronous = NORMAL, in SQLite's documentation</a>
 */
final class HistoryFile implements AutoCloseable {

    static final String NAME = "metrics.db";

    /** One step of a schema that may be thrown away: what is of another is begun anew. */
    private static final int VERSION = 1;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE label_set (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
            // a container's labels are the same on each of its series
            "CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL, labels INTEGER NOT NULL, counted INTEGER NOT NULL,"
                    + " part INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, UNIQUE (name, labels)) STRICT",
            "CREATE INDEX series_labels ON series (labels)",
            "CREATE INDEX series_last ON series (last)",
            "CREATE TABLE tick (id INTEGER PRIMARY KEY, start INTEGER NOT NULL, data BLOB NOT NULL) STRICT",
            "CREATE TABLE span (tier INTEGER NOT NULL, start INTEGER NOT NULL, windows INTEGER NOT NULL,"
                    + " PRIMARY KEY (tier, start)) STRICT, WITHOUT ROWID",
            "CREATE TABLE chunk (tier INTEGER NOT NULL, start INTEGER NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL,"
                    + " PRIMARY KEY (tier, start, part)) STRICT",
            "PRAGMA user_version = " + VERSION);

    private final SingleConnectionDataSource connection;
    private final JdbcTemplate sql;

    private HistoryFile(Connection connection) {
        this.connection = new SingleConnectionDataSource(connection, true);
        this.sql = new JdbcTemplate(this.connection);
    }

    /**
     * Opens the database in a directory, which is made, for its owner only, if it isn't there.
     *
     * @param mostBytes what SQLite itself holds the file to
     * @throws GarbledHistoryException if it is of another version
     * @throws org.springframework.dao.DataAccessException if it can't be opened
     */
    static HistoryFile open(Path directory, long mostBytes) {
        HistoryFile file;
        try {
            file = new HistoryFile(ExpendableDatabase.open(directory.resolve(NAME)));
        } catch (SQLException | IOException e) {
            throw new DataAccessResourceFailureException("Cannot open " + NAME + ": " + e.getMessage(), e);
        }
        try {
            file.prepare(mostBytes);
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Opens it for reading alone, beside whoever writes. */
    static Connection reading(Path directory) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        return config.createConnection("jdbc:sqlite:" + directory.resolve(NAME));
    }

    /** Puts the database out of the way, in place of what was there before. */
    static Path setAside(Path directory) throws IOException {
        return ExpendableDatabase.setAside(directory.resolve(NAME));
    }

    /** Tells whether something failed because the file isn't what it should be. */
    static boolean isCorrupt(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof GarbledHistoryException
                || ExpendableDatabase.isBroken(e);
    }

    /** Tells whether something failed because there is no room for it, within the bound or on the disk. */
    static boolean isFull(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    }

    /** Tells whether somebody has removed it; what is written then, nobody will read. */
    static boolean isGone(Path directory) {
        return Files.notExists(directory.resolve(NAME));
    }

    JdbcTemplate sql() {
        return sql;
    }

    /** Runs {@code work} in one transaction; if it fails, nothing of it is left. */
    <T> T inTransaction(Supplier<T> work) {
        sql.execute("BEGIN");
        try {
            T result = work.get();
            sql.execute("COMMIT");
            return result;
        } catch (RuntimeException e) {
            try {
                sql.execute("ROLLBACK");
            } catch (DataAccessException rolledBack) {
                // on a full disk SQLite has done so by itself; Spring's transactions would write an error to the log at
                // every tick
                e.addSuppressed(rolledBack);
            }
            throw e;
        }
    }

    /** Returns how much of the file is in use. */
    long usedBytes() {
        return (number("PRAGMA page_count") - number("PRAGMA freelist_count")) * number("PRAGMA page_size");
    }

    /**
     * Reads all of the file.
     *
     * @throws GarbledHistoryException if it isn't as SQLite writes it
     */
    void check() {
        String found = sql.queryForObject("PRAGMA quick_check(1)", String.class);
        if (!"ok".equals(found)) {
            throw new GarbledHistoryException("SQLite finds it corrupt: " + found);
        }
    }

    /** Writes something, to see that it can be done. */
    void probe() {
        inTransaction(() -> {
            sql.update("INSERT INTO tick (start, data) VALUES (0, zeroblob(65536))");
            return sql.update("DELETE FROM tick WHERE start = 0");
        });
    }

    @Override
    public void close() {
        connection.destroy();
    }

    private void prepare(long mostBytes) {
        long version = number("PRAGMA user_version");
        if (version == 0) {
            inTransaction(() -> {
                TABLES.forEach(sql::execute);
                return true;
            });
        } else if (version != VERSION) {
            throw new GarbledHistoryException("it is of another version of RightLink");
        }
        number("PRAGMA max_page_count = " + mostBytes / number("PRAGMA page_size"));
    }

    private long number(String statement) {
        return Objects.requireNonNull(sql.queryForObject(statement, Long.class));
    }
}
