package io.rightlink.monitoring.sample;

import java.time.Duration;
import java.time.Instant;

/** Takes what was measured at each tick. Each is a bean, called in their order by one thread at a time. */
@FunctionalInterface
public interface SampleSink {
    /** How far apart ticks are. */
    Duration TICK = Duration.ofSeconds(10);

    /**
     * Takes a tick's samples; none where the level is that nothing is measured. Must be done well before the next tick.
     *
     * @param at when they were measured
     */
    void take(Instant at, SampleTable samples);
}
