package io.rightlink.monitoring.history;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.monitoring.history.Answer.Line;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads the history beside whoever writes it: each query has a connection of its own, whose snapshot is taken together with a look at
 * the open windows, so that no point is missing between the two, or there twice. Safe for any thread.
 *
 * @see <a href="https://www.sqlite.org/isolation.html">Isolation, in SQLite's documentation</a>
 */
final class HistoryReader implements History {

    private static final int MOST_SERIES = 20_000;
    private static final int MOST_POINTS = 100_000;

    /** So many at once hold their points in memory; others wait. */
    private final Semaphore readers = new Semaphore(3);

    private final RecordedHistory recorded;
    private final Path directory;
    private final Clock clock;

    HistoryReader(RecordedHistory recorded, Path directory, Clock clock) {
        this.recorded = recorded;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Listing<SeriesSummary> series(SeriesFilter filter) {
        return reading((_, sql) -> {
            long oldest = Span.all(sql).stream().mapToLong(Span::start).min().orElse(0);
            List<StoredSeries> found = StoredSeries.matching(filter, sql);
            if (found.size() > MOST_SERIES) {
                throw new InvalidException(
                        "too-many-series",
                        "Cannot list " + found.size() + " series: at most " + MOST_SERIES
                                + "; narrow it by name or label");
            }
            return () -> Listing.complete(
                    clock.instant(),
                    found.stream().map(series -> series.summary(oldest)).toList());
        });
    }

    @Override
    public Answer query(RangeQuery query) {
        return reading((windows, sql) -> {
            List<Span> spans = Span.all(sql);
            Resolution resolution = Resolution.of(query, spans);
            Map<StoredSeries, Buckets> buckets = buckets(query, resolution, live(windows), sql);
            Tier tier = resolution.tier();
            windows.forEach(window -> open(window, tier, buckets));
            return () -> {
                spans.stream()
                        .filter(span -> span.tier() == tier
                                && span.end() > resolution.first()
                                && span.start() < resolution.end(query.to()))
                        .forEach(span -> closed(span, buckets, sql));
                return new Answer(resolution.first(), resolution.step(), lines(buckets));
            };
        });
    }

    /** What is still to be read, once writing may go on. */
    private interface Rest<T> {
        T read();
    }

    private <T> T reading(BiFunction<Iterable<Window>, JdbcTemplate, Rest<T>> work) {
        readers.acquireUninterruptibly();
        try (Connection connection = HistoryFile.reading(directory)) {
            connection.setAutoCommit(false);
            JdbcTemplate sql = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            return recorded.looking(windows -> work.apply(windows, sql)).read();
        } catch (SQLException | DataAccessException | GarbledHistoryException e) {
            if (HistoryFile.isCorrupt(e)) {
                recorded.suspect();
            }
            throw new UnavailableException("history-unavailable", "Cannot read the history: " + e.getMessage(), e);
        } finally {
            readers.release();
        }
    }

    /** Returns the numbers of those that are in open windows; when they were seen last is on disk once these are closed. */
    private static Set<Integer> live(Iterable<Window> windows) {
        Set<Integer> live = new HashSet<>();
        windows.forEach(window -> window.points().keySet().forEach(series -> live.add(series.id())));
        return live;
    }

    private static Map<StoredSeries, Buckets> buckets(
            RangeQuery query, Resolution resolution, Set<Integer> live, JdbcTemplate sql) {
        List<StoredSeries> wanted = StoredSeries.matching(query.filter(), sql).stream()
                .filter(series -> series.first() < resolution.end(query.to())
                        && (live.contains(series.id()) || series.last() >= resolution.first()))
                .toList();
        long points = resolution.points(query.to());
        if (points * Math.max(1, wanted.size()) > MOST_POINTS) {
            throw new InvalidException(
                    "too-many-points",
                    "Cannot answer with " + points + " points of " + wanted.size() + " series: at most " + MOST_POINTS
                            + " in all; use a greater step, a shorter range, or more labels");
        }
        Map<StoredSeries, Buckets> buckets = new LinkedHashMap<>();
        wanted.forEach(series -> buckets.put(
                series, new Buckets(resolution.first(), resolution.step(), (int) points, query.aggregate())));
        return buckets;
    }

    private static void open(Window window, Tier tier, Map<StoredSeries, Buckets> buckets) {
        Map<Integer, Points> byId = new TreeMap<>();
        window.points().forEach((series, points) -> byId.put(series.id(), points));
        buckets.forEach((series, into) -> {
            Points points = byId.get(series.id());
            if (points != null) {
                into.add(points.track(tier), window.start(), tier.step());
            }
        });
    }

    private static void closed(Span span, Map<StoredSeries, Buckets> buckets, JdbcTemplate sql) {
        Map<Integer, Map<Integer, Buckets>> parts = new TreeMap<>();
        buckets.forEach((series, into) ->
                parts.computeIfAbsent(series.part(), _ -> new TreeMap<>()).put(series.id(), into));
        parts.forEach((part, wanted) -> sql.query(
                "SELECT data FROM chunk WHERE tier = ? AND start = ? AND part = ?",
                row -> {
                    ChunkForm.read(row.getBytes(1)).forEach((id, track) -> {
                        Buckets into = wanted.get(id);
                        if (into != null) {
                            into.add(track, span.start(), span.tier().step());
                        }
                    });
                },
                span.tier().step(),
                span.start(),
                part));
    }

    private static List<Line> lines(Map<StoredSeries, Buckets> buckets) {
        return buckets.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new Line(
                        entry.getKey().name(),
                        entry.getKey().labels(),
                        entry.getValue().points()))
                .toList();
    }
}
