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
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The samples of the moment at which somebody scrapes; nothing is kept from one scrape to the next. Safe for any thread. */
final class PrometheusSamples implements MultiCollector {

    private final Samples samples;

    PrometheusSamples(Samples samples) {
        this.samples = samples;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(samples.now().families().entrySet().stream()
                .map(family -> snapshot(family.getKey(), family.getValue()))
                .toList());
    }

    private static MetricSnapshot snapshot(MetricFamily family, Map<Labels, Double> values) {
        MetricMetadata metadata = new MetricMetadata(family.name(), family.help());
        return switch (family.type()) {
            case COUNTER ->
                new CounterSnapshot(
                        metadata,
                        points(values, (labels, value) -> new CounterDataPointSnapshot(value, labels, null, 0)));
            case GAUGE ->
                new GaugeSnapshot(
                        metadata, points(values, (labels, value) -> new GaugeDataPointSnapshot(value, labels, null)));
            case UNTYPED ->
                new UnknownSnapshot(
                        metadata, points(values, (labels, value) -> new UnknownDataPointSnapshot(value, labels, null)));
        };
    }

    private static <T> List<T> points(
            Map<Labels, Double> values, BiFunction<io.prometheus.metrics.model.snapshots.Labels, Double, T> point) {
        return values.entrySet().stream()
                .map(sample -> point.apply(labels(sample.getKey()), sample.getValue()))
                .toList();
    }

    private static io.prometheus.metrics.model.snapshots.Labels labels(Labels labels) {
        String[] names = new String[labels.size()];
        String[] values = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = labels.name(i);
            values[i] = labels.value(i);
        }
        return io.prometheus.metrics.model.snapshots.Labels.of(names, values);
    }
}
