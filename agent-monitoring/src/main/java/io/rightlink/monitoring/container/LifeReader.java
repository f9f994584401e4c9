package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.sample.MetricFamily;
import java.time.Clock;

/** Tells since when a container runs, how its health check fares, and when it was seen. Stateless; safe for any thread. */
final class LifeReader {

    private static final MetricFamily START =
            gauge("container_start_time_seconds", "When the container was started, in seconds since the epoch.");
    private static final MetricFamily HEALTH = gauge(
            "container_health_state",
            "Whether its health check succeeds (1), or not, or not yet (0); absent without one.");
    private static final MetricFamily LAST_SEEN =
            gauge("container_last_seen", "When the container was last seen, in seconds since the epoch.");

    private final Clock clock;

    LifeReader(Clock clock) {
        this.clock = clock;
    }

    void read(Workload workload, Figures into) {
        workload.startedAt().ifPresent(start -> into.add(START, start.toEpochMilli() / 1e3));
        workload.health().ifPresent(health -> into.add(HEALTH, health.equals("healthy") ? 1 : 0));
        into.add(LAST_SEEN, (double) clock.instant().getEpochSecond());
    }
}
