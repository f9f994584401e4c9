package io.rightlink.core.store;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Tells whether the store takes a transaction to disk. Anybody may ask for the agent's readiness, and to look is an fsync for which
 * others wait who have something to write: once it did, that holds for a second.
 */
final class StoreHealthIndicator extends AbstractHealthIndicator {

    private static final long HOLDS_NANOS = Duration.ofSeconds(1).toNanos();

    private final Store store;
    private long wroteAt = System.nanoTime() - HOLDS_NANOS;

    StoreHealthIndicator(Store store) {
        this.store = store;
    }

    @Override
    protected synchronized void doHealthCheck(Health.Builder builder) {
        if (System.nanoTime() - wroteAt >= HOLDS_NANOS) {
            store.write(db -> db.sql("UPDATE schema_step SET step = step").update());
            wroteAt = System.nanoTime();
        }
        builder.up();
    }
}
