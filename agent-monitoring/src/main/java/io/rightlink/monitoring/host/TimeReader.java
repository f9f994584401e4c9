package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.time.Clock;
import java.time.Instant;

/** Tells the time, which an alert compares with Prometheus's own. Safe for any thread. */
final class TimeReader implements Sampler {

    private static final MetricFamily TIME = gauge("node_time_seconds", "The time, in seconds since the epoch.");

    private static final double NANOS_PER_SECOND = 1e9;

    private final Clock clock;

    TimeReader(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "time";
    }

    @Override
    public void sample(SampleTable into) {
        Instant now = clock.instant();
        into.add(TIME, now.getEpochSecond() + now.getNano() / NANOS_PER_SECOND);
    }
}
