package io.rightlink.monitoring.forward;

import io.micrometer.core.instrument.Counter;
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
        counter("rightlink.forward.batches", "Batches, by what became of them.", fate)
                .increment(batches);
        counter("rightlink.forward.values", "Values, by what became of them.", fate)
                .increment((double) values);
    }

    void show(BatchQueue queue) {
        Gauge.builder("rightlink.forward.buffered", queue, BatchQueue::bytes)
                .description("What is buffered on disk until the platform takes it.")
                .baseUnit("bytes")
                .register(meters);
    }

    private Counter counter(String name, String description, Fate fate) {
        return Counter.builder(name)
                .description(description)
                .tag("fate", fate.label())
                .register(meters);
    }
}
