package io.rightlink.monitoring.forward;

import io.rightlink.monitoring.internal.ExpendableDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Batches that are to be sent, in an SQLite database of their own: they are worth no fsync each, and they must not make the agent's state
 * grow. What was added outlives the agent's process, however that ends; a power cut may take the latest. Bounded: the oldest go. Safe for
 * any thread.
 */
final class BatchQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchQueue.class);
    private static final String FILE = "forward.db";

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition added = turn.newCondition();
    private final long most;
    private final SingleConnectionDataSource connection;
    private final JdbcClient client;
    private final AtomicLong bytes;

    /**
     * Opens it, with what is left in it.
     *
     * @param most how many bytes the batches may have together
     */
    BatchQueue(Path directory, long most) {
        this.most = most;
        this.connection = new SingleConnectionDataSource(openWhole(directory.resolve(FILE)), true);
        this.client = JdbcClient.create(connection);
        this.bytes = new AtomicLong(sum());
    }

    /**
     * Adds a batch, and drops the oldest if there isn't room.
     *
     * @return what was dropped: how many values of each batch
     * @throws DataAccessException if it can't be written
     */
    List<Integer> add(int values, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return inTurn(() -> {
            int _ = client.sql("INSERT INTO batch (count, body) VALUES (?, ?)")
                    .params(values, body)
                    .update();
            long _ = bytes.addAndGet(body.length);
            List<Integer> dropped = new ArrayList<>();
            while (bytes.get() > most) {
                Batch oldest = first().orElseThrow();
                delete(oldest);
                dropped.add(oldest.values());
            }
            added.signalAll();
            return dropped;
        });
    }

    /** Returns the oldest batch, for which it waits for so long; empty if none came. */
    Optional<Batch> awaitOldest(long millis) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (bytes.get() == 0 && left > 0) {
                left = added.awaitNanos(left);
            }
            return first();
        } finally {
            turn.unlock();
        }
    }

    /** Removes a batch, and tells whether it was there still. */
    boolean remove(Batch batch) {
        return inTurn(() -> delete(batch));
    }

    /** Returns how many bytes the batches have together. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.destroy();
        } finally {
            turn.unlock();
        }
    }

    private boolean delete(Batch batch) {
        boolean there =
                client.sql("DELETE FROM batch WHERE id = ?").param(batch.id()).update() > 0;
        long _ = bytes.addAndGet(there ? -batch.bytes().length : 0);
        return there;
    }

    private Optional<Batch> first() {
        return client.sql("SELECT id, count, body FROM batch ORDER BY id LIMIT 1")
                .query((row, _) ->
                        new Batch(row.getLong(1), row.getInt(2), new String(row.getBytes(3), StandardCharsets.UTF_8)))
                .optional();
    }

    private long sum() {
        return client.sql("SELECT coalesce(sum(length(body)), 0) FROM batch")
                .query(Long.class)
                .single();
    }

    private <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** Sets aside what is no database, or a broken one: what it had is lost, which is no reason not to start. */
    private static Connection openWhole(Path file) {
        try {
            try {
                return open(file);
            } catch (SQLException e) {
                if (!ExpendableDatabase.isBroken(e)) {
                    throw e;
                }
                LOG.error(
                        "Cannot read {}, which has values to be sent: setting it aside as {}",
                        file,
                        ExpendableDatabase.setAside(file),
                        e);
                return open(file);
            }
        } catch (SQLException | IOException e) {
            throw new DataAccessResourceFailureException("Cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    private static Connection open(Path file) throws SQLException, IOException {
        Connection connection = ExpendableDatabase.open(file);
        try (var statement = connection.createStatement()) {
            boolean _ = statement.execute("CREATE TABLE IF NOT EXISTS batch ("
                    + "id INTEGER PRIMARY KEY AUTOINCREMENT, count INTEGER NOT NULL, body BLOB NOT NULL) STRICT");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
