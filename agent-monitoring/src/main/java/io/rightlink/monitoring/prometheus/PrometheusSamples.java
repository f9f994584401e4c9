package io.rightlink.monitoring.prometheus;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The samples of the moment at which somebody scrapes. Nothing is kept from one scrape to the next but the labels in the library's
 * form, whose names are checked each time that they are made. Safe for any thread.
 */
final class PrometheusSamples implements MultiCollector {

    private final Samples samples;

    /** Those of the last scrape; never changed once they are here. */
    private volatile Map<Labels, io.prometheus.metrics.model.snapshots.Labels> known = Map.of();

    PrometheusSamples(Samples samples) {
        this.samples = samples;
    }

    @Override
    public MetricSnapshots collect() {
        Scrape scrape = new Scrape(known);
        MetricSnapshots found = new MetricSnapshots(samples.now().families().entrySet().stream()
                .map(family -> scrape.snapshot(family.getKey(), family.getValue()))
                .toList());
        known = scrape.used;
        return found;
    }

    private static final class Scrape {
        private final Map<Labels, io.prometheus.metrics.model.snapshots.Labels> known;
        private final Map<Labels, io.prometheus.metrics.model.snapshots.Labels> used = new HashMap<>();

        Scrape(Map<Labels, io.prometheus.metrics.model.snapshots.Labels> known) {
            this.known = known;
        }

        MetricSnapshot snapshot(MetricFamily family, Map<Labels, Double> values) {
            MetricMetadata metadata = new MetricMetadata(family.name(), family.help());
            return switch (family.type()) {
                case COUNTER ->
                    new CounterSnapshot(
                            metadata,
                            points(values, (labels, value) -> new CounterDataPointSnapshot(value, labels, null, 0)));
                case GAUGE ->
                    new GaugeSnapshot(
                            metadata,
                            points(values, (labels, value) -> new GaugeDataPointSnapshot(value, labels, null)));
                case UNTYPED ->
                    new UnknownSnapshot(
                            metadata,
                            points(values, (labels, value) -> new UnknownDataPointSnapshot(value, labels, null)));
            };
        }

        private <T> List<T> points(
                Map<Labels, Double> values, BiFunction<io.prometheus.metrics.model.snapshots.Labels, Double, T> point) {
            return values.entrySet().stream()
                    .map(sample -> point.apply(used.computeIfAbsent(sample.getKey(), this::labels), sample.getValue()))
                    .toList();
        }

        private io.prometheus.metrics.model.snapshots.Labels labels(Labels labels) {
            io.prometheus.metrics.model.snapshots.Labels before = known.get(labels);
            return before == null ? converted(labels) : before;
        }
    }

    private static io.prometheus.metrics.model.snapshots.Labels converted(Labels labels) {
        String[] names = new String[labels.size()];
        String[] values = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = labels.name(i);
            values[i] = labels.value(i);
        }
        return io.prometheus.metrics.model.snapshots.Labels.of(names, values);
    }
}
