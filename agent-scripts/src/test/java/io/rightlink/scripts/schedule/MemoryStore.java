package io.rightlink.scripts.schedule;

import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The tables of one module, in memory. Safe for any thread. */
final class MemoryStore implements Store, AutoCloseable {

    private final SingleConnectionDataSource connection = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
    private final JdbcClient client = JdbcClient.create(connection);

    MemoryStore(Schema schema) {
        schema.steps().forEach(step -> client.sql(step).update());
    }

    @Override
    public synchronized <T> T write(Function<JdbcClient, T> work) {
        return Objects.requireNonNull(work.apply(client));
    }

    @Override
    public <T> T read(Function<JdbcClient, T> work) {
        return write(work);
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
