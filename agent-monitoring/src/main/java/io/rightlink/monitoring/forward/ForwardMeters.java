package io.rightlink.monitoring.forward;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of values and batches. Safe for any thread. */
final class ForwardMeters {

    private final MeterRegistry meters;

    ForwardMeters(MeterRegistry meters) {
        this.meters = meters;
        for (Fate fate : Fate.values()) {
            count(fate, 0, 0);
        }
    }

    void count(Fate fate, int batches, long values) {
        meters.counter("rightlink.forward.batches", "fate", fate.label()).increment(batches);
        meters.counter("rightlink.forward.values", "fate", fate.label()).increment((double) values);
    }

    void show(BatchQueue queue) {
        Gauge.builder("rightlink.forward.buffered", queue, BatchQueue::bytes)
                .baseUnit("bytes")
                .register(meters);
    }
}
