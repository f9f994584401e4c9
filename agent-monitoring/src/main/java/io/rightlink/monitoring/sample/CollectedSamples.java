package io.rightlink.monitoring.sample;

import io.rightlink.monitoring.level.MonitoringLevel;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the samplers find, one after the other, and how each of them fared. Stateless; safe for any thread. */
final class CollectedSamples implements Samples {

    private static final Logger LOG = LoggerFactory.getLogger(CollectedSamples.class);

    private static final MetricFamily SUCCESS = MetricFamily.gauge(
            "node_scrape_collector_success", "Whether everything was there that the collector reads (1), or not (0).");
    private static final MetricFamily DURATION =
            MetricFamily.gauge("node_scrape_collector_duration_seconds", "How long the collector took.");

    private final List<Sampler> samplers;
    private final LongSupplier nanoTime;

    CollectedSamples(List<Sampler> samplers) {
        this(samplers, System::nanoTime);
    }

    CollectedSamples(List<Sampler> samplers, LongSupplier nanoTime) {
        this.samplers = List.copyOf(samplers);
        this.nanoTime = nanoTime;
    }

    @Override
    public SampleTable now(MonitoringLevel level) {
        return measure(sampler -> level.includes(sampler.level()) && !sampler.onlyWhenAsked());
    }

    @Override
    public SampleTable now() {
        return measure(_ -> true);
    }

    private SampleTable measure(Predicate<Sampler> wanted) {
        SampleTable table = new SampleTable();
        samplers.stream().filter(wanted).forEach(sampler -> sample(sampler, table));
        return table;
    }

    private void sample(Sampler sampler, SampleTable table) {
        long start = nanoTime.getAsLong();
        int unreadable = table.unreadable().size();
        try {
            sampler.sample(table);
        } catch (RuntimeException e) {
            LOG.debug("Collector {} gave up", sampler.name(), e);
            table.unreadable(String.valueOf(e.getMessage()));
        }
        Labels collector = Labels.of("collector", sampler.name());
        table.add(SUCCESS, collector, table.unreadable().size() == unreadable ? 1 : 0);
        table.add(DURATION, collector, (nanoTime.getAsLong() - start) / 1e9);
    }
}
