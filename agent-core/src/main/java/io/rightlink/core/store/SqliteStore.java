package io.rightlink.core.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite database in the state directory: write-ahead log, synced at every commit. One connection, one user at a time: a
 * read takes microseconds, a commit one fsync. Safe for any thread.
 *
 * @see <a href="https://www.sqlite.org/wal.html">Write-ahead logging, in SQLite's documentation</a>
 */
final class SqliteStore implements Store, AutoCloseable {

    private static final String FILE = "rightlink.db";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final ReentrantLock turn = new ReentrantLock();
    private final DirectoryLock lock;
    private final SingleConnectionDataSource connection;
    private final JdbcClient client;
    private final TransactionTemplate transaction;

    /**
     * What a module's tables are like.
     *
     * @param step how many steps they have had
     * @param needed how many of them a program must know
     */
    private record Applied(int step, int needed) {}

    SqliteStore(Path directory, List<Schema> schemas) {
        lock = DirectoryLock.take(directory);
        connection = new SingleConnectionDataSource(open(directory, lock), true);
        client = JdbcClient.create(connection);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(connection));
        try {
            migrate(schemas);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public <T> T write(Function<JdbcClient, T> work) {
        return inTurn(() -> {
            try {
                return transaction.execute(_ -> work.apply(client));
            } catch (TransactionSystemException e) {
                // when the disk is full, SQLite has rolled back by itself, and the rollback is what fails
                throw e.getApplicationException() instanceof RuntimeException why
                        ? why
                        : new DataAccessResourceFailureException("Cannot write the state: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public <T> T read(Function<JdbcClient, T> work) {
        return inTurn(() -> work.apply(client));
    }

    @Override
    public void close() {
        turn.lock();
        try (lock) {
            connection.destroy();
        } finally {
            turn.unlock();
        }
    }

    private <T> T inTurn(Supplier<@Nullable T> work) {
        turn.lock();
        try {
            return Objects.requireNonNull(work.get());
        } finally {
            turn.unlock();
        }
    }

    private static Connection open(Path directory, DirectoryLock lock) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(5_000);
        try {
            Path file = directory.resolve(FILE);
            if (Files.notExists(file)) {
                Files.createFile(file, OWNER_ONLY);
            }
            return config.createConnection("jdbc:sqlite:" + file);
        } catch (SQLException | IOException e) {
            lock.close();
            throw new DataAccessResourceFailureException(
                    "Cannot open the state in " + directory + ": " + e.getMessage(), e);
        }
    }

    private void migrate(List<Schema> schemas) {
        client.sql("CREATE TABLE IF NOT EXISTS schema_step (module TEXT PRIMARY KEY, step INTEGER NOT NULL) STRICT")
                .update();
        if (client.sql("SELECT name FROM pragma_table_info('schema_step') WHERE name = 'needed'")
                .query(String.class)
                .optional()
                .isEmpty()) {
            execute("ALTER TABLE schema_step ADD COLUMN needed INTEGER", "schema_step");
        }
        schemas.forEach(schema -> transaction.executeWithoutResult(_ -> migrate(schema)));
    }

    private void migrate(Schema schema) {
        Applied applied = client.sql("SELECT step, coalesce(needed, step) AS needed FROM schema_step WHERE module = ?")
                .param(schema.module())
                .query((row, _) -> new Applied(row.getInt("step"), row.getInt("needed")))
                .optional()
                .orElse(new Applied(0, 0));
        int known = schema.steps().size();
        if (applied.needed() > known) {
            throw new IllegalStateException(
                    "The state's " + schema.module() + " tables are of a newer RightLink (step " + applied.needed()
                            + ", this one knows " + known + "): run that version, or restore an older state");
        }
        if (applied.step() > known) {
            return;
        }
        for (String step : schema.steps().subList(applied.step(), known)) {
            execute(step, schema.module() + " tables");
        }
        client.sql("INSERT OR REPLACE INTO schema_step (module, step, needed) VALUES (?, ?, ?)")
                .params(schema.module(), known, schema.needed())
                .update();
    }

    private void execute(String statements, String what) {
        byte[] script = (statements + "\n;").getBytes(StandardCharsets.UTF_8);
        DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(new ByteArrayResource(script, what)), connection);
    }
}
