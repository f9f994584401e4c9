package io.rightlink.monitoring.history;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.ValueList;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.util.unit.DataSize;

/** A history whose clock is the test's. For one thread at a time. */
final class TestedHistory implements AutoCloseable {

    static final HistorySettings DEFAULTS =
            settings(100, 20_000, Duration.ofHours(6), Duration.ofDays(2), Duration.ofDays(30));

    /** A multiple of a day. */
    static final long BEGIN = 1_795_305_600;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Path directory;
    private final HistorySettings settings;
    private Instant now;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    RecordedHistory recorded;

    TestedHistory(Path directory, HistorySettings settings, long second) {
        this.directory = directory;
        this.settings = settings;
        this.now = Instant.ofEpochSecond(second);
        this.recorded = new RecordedHistory(directory, settings, clock, meters);
    }

    static HistorySettings settings(int megabytes, int series, Duration fine, Duration medium, Duration coarse) {
        return new HistorySettings(DataSize.ofMegabytes(megabytes), series, fine, medium, coarse);
    }

    void restart() {
        recorded.close();
        recorded = new RecordedHistory(directory, settings, clock, meters);
    }

    void tick(long second, Consumer<SampleTable> measure) {
        now = Instant.ofEpochSecond(second);
        SampleTable table = new SampleTable();
        measure.accept(table);
        recorded.take(now, table);
    }

    void gauge(long second, String name, double value) {
        tick(second, table -> table.add(MetricFamily.gauge(name, ""), value));
    }

    void counter(long second, String name, double value) {
        tick(second, table -> table.add(MetricFamily.counter(name, ""), value));
    }

    /** Receives a gauge, whose name is {@code collectd_<type>{instance="h"}}. */
    void receive(String type, double second, double value) {
        Instant at = Instant.ofEpochMilli(Math.round(second * 1e3));
        DataSource source = new DataSource("value", DataSourceType.GAUGE, Double.NaN, Double.NaN);
        ValueList list = new ValueList(
                new Identifier("h", type, "", type, ""), at, Duration.ofSeconds(10), List.of(source), List.of(value));
        recorded.take(new Reading(Origin.RECEIVED, list, List.of(value)));
    }

    History reader() {
        return new HistoryReader(recorded, directory, clock);
    }

    Answer query(String name, long from, long to, long step, Aggregate aggregate) {
        return reader().query(new RangeQuery(new SeriesFilter(name, List.of()), from, to, step, aggregate));
    }

    /** Returns the points of the only series of that name, which are no less than 0; -1 where there is none. */
    List<Float> points(String name, long from, long to, long step, Aggregate aggregate) {
        Answer.Line line = query(name, from, to, step, aggregate).lines().getFirst();
        return IntStream.range(0, line.length())
                .mapToObj(line::value)
                .map(value -> Float.isNaN(value) ? -1f : value)
                .toList();
    }

    double dropped(String reason) {
        return meters.counter("rightlink.history.dropped", "reason", reason).count();
    }

    static Labels label(String value) {
        return Labels.of("id", value);
    }

    @Override
    public void close() {
        recorded.close();
    }
}
