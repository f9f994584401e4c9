package io.rightlink.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite database in the state directory: write-ahead log, synced at every commit. One connection, one user at a time: a
 * read takes microseconds, a commit one fsync. Safe for any thread.
 *
 * @see <a href="https://www.sqlite.org/wal.html">Write-ahead logging, in SQLite's documentation</a>
 */
final class SqliteStore implements Store, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
    private static final String FILE = "rightlink.db";
    private static final Pattern STATEMENT_END = Pattern.compile(";");

    private final ReentrantLock turn = new ReentrantLock();
    private final FileChannel lock;
    private final SingleConnectionDataSource connection;
    private final JdbcClient client;
    private final TransactionTemplate transaction;

    SqliteStore(Path directory, List<Schema> schemas) {
        lock = lock(directory);
        connection = new SingleConnectionDataSource(open(directory), true);
        client = JdbcClient.create(connection);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(connection));
        migrate(schemas);
    }

    @Override
    public <T> T write(Function<JdbcClient, T> work) {
        return inTurn(() -> transaction.execute(_ -> work.apply(client)));
    }

    @Override
    public <T> T read(Function<JdbcClient, T> work) {
        return inTurn(() -> work.apply(client));
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.destroy();
            lock.close();
        } catch (IOException e) {
            LOG.warn("Cannot let go of the state directory", e);
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

    /** Keeps a second agent out: it would take this one's unfinished work for that of a dead one. */
    private static FileChannel lock(Path directory) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new IllegalStateException("Another agent uses the state directory " + directory);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException("This process uses the state directory " + directory + " already", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the state directory " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Connection open(Path directory) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(5_000);
        try {
            return config.createConnection("jdbc:sqlite:" + directory.resolve(FILE));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException(
                    "Cannot open the state in " + directory + ": " + e.getMessage(), e);
        }
    }

    private void migrate(List<Schema> schemas) {
        client.sql("CREATE TABLE IF NOT EXISTS schema_step (module TEXT PRIMARY KEY, step INTEGER NOT NULL) STRICT")
                .update();
        schemas.forEach(schema -> transaction.executeWithoutResult(_ -> migrate(schema)));
    }

    private void migrate(Schema schema) {
        int done = client.sql("SELECT step FROM schema_step WHERE module = ?")
                .param(schema.module())
                .query(Integer.class)
                .optional()
                .orElse(0);
        int known = schema.steps().size();
        if (done > known) {
            throw new IllegalStateException("The state's " + schema.module() + " tables are of a newer RightLink (step "
                    + done + ", this one knows " + known + "): run that version, or restore an older state");
        }
        for (String step : schema.steps().subList(done, known)) {
            STATEMENT_END
                    .splitAsStream(step)
                    .filter(statement -> !statement.isBlank())
                    .forEach(statement -> client.sql(statement).update());
        }
        client.sql("INSERT INTO schema_step VALUES (?, ?) ON CONFLICT (module) DO UPDATE SET step = excluded.step")
                .params(schema.module(), known)
                .update();
    }
}
