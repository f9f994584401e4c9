package io.rightlink.monitoring.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the database small. The chunks of successive windows become one, and what is older than its tier keeps goes; if the database nears its
 * bound, so does what has had the most of its time, of whichever tier. Each step is a transaction, and can be taken again. For one
 * thread at a time.
 */
final class Retention {

    private static final double NEAR = 0.94;
    private static final double ENOUGH = 0.85;

    /** One window never takes more than the rest of the bound. */
    private static final double LEAST = 0.3;

    private static final int TENTH = 10;

    private final HistoryFile file;
    private final JdbcTemplate sql;
    private final HistoryTables tables;
    private final HistorySettings settings;

    Retention(HistoryFile file, HistoryTables tables, HistorySettings settings) {
        this.file = file;
        this.sql = file.sql();
        this.tables = tables;
        this.settings = settings;
    }

    /** Does what is to be done after a window was closed. */
    void tidy(Instant now) {
        spans().stream()
                .filter(span -> span.age(now) > settings.keep(span.tier()).toSeconds())
                .forEach(this::drop);
        for (Tier tier : Tier.values()) {
            pack(tier, Window.startOf(now.getEpochSecond()));
        }
        bound(now);
        forgetSeries(now);
    }

    /** Writes a window to the tiers; where it doesn't fit, what is oldest has to go. */
    void close(Window window, Instant now) {
        while (true) {
            try {
                tables.close(window);
                return;
            } catch (DataAccessException e) {
                if (!HistoryFile.isFull(e) || !makeRoom(now)) {
                    throw e;
                }
            }
        }
    }

    /** Drops a tenth of all there may be. Returns false if that isn't there to be dropped: it must be the disk that is full. */
    private boolean makeRoom(Instant now) {
        long used = file.usedBytes();
        long most = settings.size().toBytes();
        if (used < LEAST * most) {
            return false;
        }
        dropUntil(used - most / TENTH, now);
        return file.usedBytes() < used;
    }

    /** Makes room if there is little. */
    void bound(Instant now) {
        if (file.usedBytes() < NEAR * settings.size().toBytes()) {
            return;
        }
        dropUntil((long) (ENOUGH * settings.size().toBytes()), now);
    }

    private void dropUntil(long bytes, Instant now) {
        while (file.usedBytes() > bytes) {
            Optional<Span> first = spans().stream()
                    .max(Comparator.comparingDouble(span ->
                            (double) span.age(now) / settings.keep(span.tier()).toSeconds()));
            if (first.isEmpty()) {
                break;
            }
            drop(first.get());
            forgetSeries(now);
        }
    }

    private List<Span> spans() {
        return Span.all(sql);
    }

    private void drop(Span span) {
        file.inTransaction(() -> {
            sql.update(
                    "DELETE FROM chunk WHERE tier = ? AND start = ?",
                    span.tier().step(),
                    span.start());
            return sql.update(
                    "DELETE FROM span WHERE tier = ? AND start = ?", span.tier().step(), span.start());
        });
    }

    /** Forgets the series that have no chunk any more. Those of open windows were written an hour ago at most. */
    private void forgetSeries(Instant now) {
        long oldest = spans().stream().mapToLong(Span::start).min().orElse(Long.MAX_VALUE);
        file.inTransaction(() -> {
            int gone = sql.update("DELETE FROM series WHERE last <= ?", Math.min(oldest, now.getEpochSecond() - 3_600));
            return gone == 0
                    ? 0
                    : sql.update("DELETE FROM label_set WHERE NOT EXISTS"
                            + " (SELECT 1 FROM series WHERE series.labels = label_set.id)");
        });
    }

    private void pack(Tier tier, long before) {
        long length = (long) tier.windows() * Tier.WINDOW;
        SortedMap<Long, List<Span>> packs = new TreeMap<>(spans().stream()
                .filter(span -> span.tier() == tier)
                .collect(Collectors.groupingBy(span -> Math.floorDiv(span.start(), length) * length)));
        // late values may still come for the window before the present one
        packs.headMap(before - Tier.WINDOW - length + 1).values().stream()
                .filter(spans -> spans.size() > 1)
                .forEach(this::pack);
    }

    /** Makes one of successive spans; where one is missing between them, it has no points. */
    private void pack(List<Span> spans) {
        Span first = spans.getFirst();
        Span whole =
                new Span(first.tier(), first.start(), (int) (spans.getLast().end() - first.start()) / Tier.WINDOW);
        file.inTransaction(() -> {
            List<Integer> parts = sql.query(
                    "SELECT DISTINCT part FROM chunk WHERE tier = ? AND start >= ? AND start < ?",
                    (row, _) -> row.getInt(1),
                    whole.tier().step(),
                    whole.start(),
                    whole.end());
            for (int part : parts) {
                SortedMap<Integer, Track> tracks = join(whole, part);
                delete("chunk", whole, " AND part = " + part);
                tables.chunk(whole.tier(), whole.start(), part, tracks);
            }
            delete("span", whole, "");
            tables.span(whole);
            return parts.size();
        });
    }

    private SortedMap<Integer, Track> join(Span whole, int part) {
        SortedMap<Integer, Track> tracks = new TreeMap<>();
        int points = whole.windows() * whole.tier().pointsOfWindow();
        sql.query(
                "SELECT start, data FROM chunk WHERE tier = ? AND start >= ? AND start < ? AND part = ?",
                row -> {
                    int at = (int) (row.getLong(1) - whole.start())
                            / whole.tier().step();
                    ChunkForm.read(row.getBytes(2))
                            .forEach((id, track) -> tracks.computeIfAbsent(id, _ -> Track.empty(points))
                                    .put(at, track));
                },
                whole.tier().step(),
                whole.start(),
                whole.end(),
                part);
        return tracks;
    }

    private void delete(String table, Span whole, String more) {
        sql.update(
                "DELETE FROM " + table + " WHERE tier = ? AND start >= ? AND start < ?" + more,
                whole.tier().step(),
                whole.start(),
                whole.end());
    }
}
