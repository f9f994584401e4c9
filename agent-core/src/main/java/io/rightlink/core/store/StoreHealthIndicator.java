package io.rightlink.core.store;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether the store takes a transaction to disk. */
final class StoreHealthIndicator extends AbstractHealthIndicator {

    private final Store store;

    StoreHealthIndicator(Store store) {
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        store.write(db -> db.sql("UPDATE schema_step SET step = step").update());
        builder.up();
    }
}
