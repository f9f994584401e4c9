package io.rightlink.monitoring.history;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rightlink.monitoring.history.Drops.Reason;
import io.rightlink.monitoring.internal.NetDev;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.MetricType;
import io.rightlink.monitoring.sample.SampleSink;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.ReceivedName;
import io.rightlink.monitoring.value.ValueSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Writes the history: at each tick what was measured and what has been received since the last one. When it can't, it lets go of
 * everything, as if the agent had been killed, says so once, and begins again at a tick that finds the disk as it should be; a
 * database that is corrupt is put aside. Safe for any thread.
 */
final class RecordedHistory implements SampleSink, ValueSink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedHistory.class);

    /** Some seconds of a busy collectd network. */
    private static final int WAITING = 20_000;

    /** A state of the history in which it can be written. */
    private record Open(HistoryFile file, HistoryTables tables, Retention retention, OpenWindows windows) {}

    /** Why it can't be written, and since when. */
    record Stop(String reason, Instant since) {}

    private final LinkedBlockingQueue<Reading> waiting = new LinkedBlockingQueue<>(WAITING);
    private final ReentrantLock turn = new ReentrantLock();
    private final Path directory;
    private final HistorySettings settings;
    private final Clock clock;
    private final Drops drops;
    private @Nullable Open open;
    private volatile @Nullable Stop stop;
    private volatile boolean suspect;
    private boolean closed;

    RecordedHistory(Path directory, HistorySettings settings, Clock clock, MeterRegistry meters) {
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        this.drops = new Drops(meters);
        Gauge.builder("rightlink.history.series", this, RecordedHistory::size)
                .description("Series that are kept.")
                .register(meters);
        inTurn(() -> opened(clock.instant()));
    }

    /** Keeps a reading for the next tick: its sender doesn't wait for the disk. */
    @Override
    public void take(Reading reading) {
        if (reading.origin() == Origin.RECEIVED && !waiting.offer(reading)) {
            drops.count(Reason.QUEUE, reading.rates().size());
        }
    }

    @Override
    public void take(Instant at, SampleTable samples) {
        inTurn(() -> record(at, samples));
    }

    /** Returns why nothing is written, if so. */
    Optional<Stop> stop() {
        return Optional.ofNullable(stop);
    }

    /** Has the database looked at before it is written the next time: somebody couldn't read it. */
    void suspect() {
        suspect = true;
    }

    /** Runs {@code work} on the open windows while nothing is written, on none if nothing can be. */
    <T> T looking(Function<Iterable<Window>, T> work) {
        turn.lock();
        try {
            return work.apply(open == null ? List.of() : open.windows().all());
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        inTurn(() -> {
            record(clock.instant(), new SampleTable());
            letGo();
            closed = true;
        });
    }

    private void inTurn(Runnable work) {
        turn.lock();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }

    private int size() {
        return looking(_ -> open == null ? 0 : open.windows().size());
    }

    private void record(Instant at, SampleTable samples) {
        if (closed) {
            // a tick may still be under way when the agent ends; the file must not come back
            return;
        }
        Open now = opened(at);
        if (now == null) {
            int lost = samples.families().values().stream().mapToInt(Map::size).sum();
            for (Reading next = waiting.poll(); next != null; next = waiting.poll()) {
                lost += next.rates().size();
            }
            drops.count(Reason.STOPPED, lost);
            return;
        }
        try {
            samples.families().forEach((family, values) -> measured(family, values, now.windows(), at));
            received(now.windows(), at);
            now.tables().tick(now.windows());
            end(now, at);
            if (stop != null) {
                LOG.info("The history goes on");
                stop = null;
            }
        } catch (DataAccessException | GarbledHistoryException e) {
            giveUp(e, at);
        }
    }

    private static void measured(MetricFamily family, Map<Labels, Double> values, OpenWindows windows, Instant at) {
        switch (Kept.of(family)) {
            case RATE -> windows.measured(family.name(), lasting(family, values), true, at);
            case VALUE -> windows.measured(family.name(), lasting(family, values), false, at);
            case NOTHING -> {}
        }
    }

    /** Leaves out what bears a name that is never seen again, and is a container's, too. */
    private static Map<Labels, Double> lasting(MetricFamily family, Map<Labels, Double> values) {
        if (!family.name().startsWith("node_network_")) {
            return values;
        }
        Map<Labels, Double> lasting = new LinkedHashMap<>(values);
        lasting.keySet().removeIf(labels -> labels.size() > 0 && NetDev.isEndOfContainer(labels.value(0)));
        return lasting;
    }

    private void received(OpenWindows windows, Instant now) {
        for (Reading next = waiting.poll(); next != null; next = waiting.poll()) {
            for (int i = 0; i < next.rates().size(); i++) {
                ReceivedName name = ReceivedName.of(next.values(), i);
                boolean counted = next.values().sources().get(i).type() != DataSourceType.GAUGE;
                windows.add(
                        name.family().name(),
                        name.labels(),
                        counted,
                        next.values().time(),
                        next.rates().get(i),
                        now);
            }
        }
    }

    private static void end(Open open, Instant now) {
        open.retention().bound(now);
        var over = open.windows().over(now);
        for (Window window : over) {
            open.retention().close(window, now);
            open.windows().forget(window);
        }
        if (!over.isEmpty()) {
            open.retention().tidy(now);
        }
    }

    private @Nullable Open opened(Instant now) {
        if (suspect && open != null) {
            letGo();
        } else if (open != null && HistoryFile.isGone(directory)) {
            LOG.error("The history was removed, and begins anew");
            letGo();
        }
        if (open != null) {
            return open;
        }
        // what was corrupt is out of the way the second time
        open = attempt(now).or(() -> suspect ? attempt(now) : Optional.empty()).orElse(null);
        suspect = false;
        return open;
    }

    private Optional<Open> attempt(Instant now) {
        try {
            return Optional.of(open());
        } catch (DataAccessException | GarbledHistoryException e) {
            giveUp(e, now);
            return Optional.empty();
        }
    }

    private Open open() {
        HistoryFile file = HistoryFile.open(directory, settings.size().toBytes());
        try {
            if (suspect) {
                file.check();
            }
            HistoryTables tables = new HistoryTables(file);
            OpenWindows windows = new OpenWindows(settings.series(), tables::isClosed, drops);
            tables.restore(windows);
            Retention retention = new Retention(file, tables, settings);
            retention.bound(clock.instant());
            file.probe();
            return new Open(file, tables, retention, windows);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void giveUp(RuntimeException e, Instant now) {
        letGo();
        boolean corrupt = HistoryFile.isCorrupt(e);
        if (corrupt) {
            suspect = true;
            try {
                LOG.error(
                        "The history is corrupt, and begins anew; the old one is {}",
                        HistoryFile.setAside(directory),
                        e);
            } catch (IOException failure) {
                LOG.error("Cannot put the corrupt history aside", failure);
            }
        } else if (stop == null) {
            LOG.error("The history stops: it cannot be written", e);
        }
        String reason = e.getMessage();
        stop = stop == null ? new Stop(reason == null ? e.toString() : reason, now) : stop;
    }

    private void letGo() {
        if (open != null) {
            open.file().close();
            open = null;
        }
    }

    /** What is kept of a family. */
    private enum Kept {
        RATE,
        VALUE,
        NOTHING;

        static Kept of(MetricFamily family) {
            String name = family.name();
            if (name.endsWith("_info")
                    || name.startsWith("node_scrape_collector_")
                    || name.startsWith("container_spec_")
                    || name.endsWith("_start_time_seconds")
                    || name.endsWith("_last_seen")
                    || name.equals("node_boot_time_seconds")
                    || name.equals("node_time_seconds")) {
                return NOTHING;
            }
            // node_exporter leaves it open, and all of it is counted
            boolean counted = family.type() == MetricType.COUNTER || name.startsWith("node_vmstat_");
            return counted ? RATE : VALUE;
        }
    }
}
