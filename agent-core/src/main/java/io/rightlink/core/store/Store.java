package io.rightlink.core.store;

import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The agent's durable state: what it meant to do, recorded before, and what came of it, after. Safe for any thread. */
public interface Store {
    /**
     * Runs {@code work} in one transaction of its own, which is on disk when this returns.
     *
     * @throws org.springframework.dao.DataAccessException if it can't be written; then nothing of it is
     */
    <T> T write(Function<JdbcClient, T> work);

    /** Runs {@code work}, which only reads. */
    <T> T read(Function<JdbcClient, T> work);
}
