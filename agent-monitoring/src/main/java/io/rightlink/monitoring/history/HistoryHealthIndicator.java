package io.rightlink.monitoring.history;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether the history is written, and why not. */
final class HistoryHealthIndicator extends AbstractHealthIndicator {

    private final RecordedHistory history;

    HistoryHealthIndicator(RecordedHistory history) {
        this.history = history;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        history.stop()
                .ifPresentOrElse(
                        stop -> builder.down()
                                .withDetail("reason", stop.reason())
                                .withDetail("since", stop.since()),
                        builder::up);
    }
}
