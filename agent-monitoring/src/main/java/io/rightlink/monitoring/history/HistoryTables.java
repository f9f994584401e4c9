package io.rightlink.monitoring.history;

import io.rightlink.monitoring.sample.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What is in the database, and how windows get there. For one thread at a time. */
final class HistoryTables {

    private final HistoryFile file;
    private final JdbcTemplate sql;

    /** The part of each name that the next new series goes to, and how many more fit. */
    private final Map<String, Room> rooms = new HashMap<>();

    private int lastPart;

    HistoryTables(HistoryFile file) {
        this.file = file;
        this.sql = file.sql();
        this.lastPart = number("SELECT COALESCE(MAX(part), 0) FROM series");
    }

    /** Writes what came since the last time, in one transaction. */
    void tick(OpenWindows windows) {
        file.inTransaction(() -> {
            windows.all().forEach(this::tick);
            return true;
        });
        windows.all().forEach(window -> window.points().values().forEach(Points::written));
    }

    /** Reads the windows that were open. */
    void restore(OpenWindows windows) {
        Map<Integer, LiveSeries> series = new HashMap<>();
        sql.query("SELECT start, data FROM tick ORDER BY id", row -> {
            Window window = windows.open(row.getLong(1));
            TickForm.read(
                    row.getBytes(2),
                    window,
                    id -> series.computeIfAbsent(id, unknown -> windows.restore(find(unknown))));
        });
    }

    /** Makes chunks of a window in all tiers, and ends its ticks, in one transaction. */
    void close(Window window) {
        file.inTransaction(() -> {
            for (Tier tier : Tier.values()) {
                var parts = byPart(window, tier);
                parts.forEach((part, tracks) -> chunk(tier, window.start(), part, tracks));
                if (!parts.isEmpty()) {
                    span(new Span(tier, window.start(), 1));
                }
            }
            sql.batchUpdate(
                    "UPDATE series SET last = MAX(last, ?) WHERE id = ?",
                    window.points().keySet(),
                    1_000,
                    (row, series) -> {
                        row.setLong(1, window.start() + Tier.WINDOW);
                        row.setInt(2, series.id());
                    });
            return sql.update("DELETE FROM tick WHERE start = ?", window.start());
        });
        rooms.clear();
    }

    /** Tells whether the window that starts at a second has been closed. */
    boolean isClosed(long start) {
        return number("SELECT COUNT(*) FROM span WHERE start <= ? AND start + windows * 600 > ?", start, start) > 0;
    }

    void chunk(Tier tier, long start, int part, SortedMap<Integer, Track> tracks) {
        sql.update(
                "INSERT OR REPLACE INTO chunk VALUES (?, ?, ?, ?)", tier.step(), start, part, ChunkForm.write(tracks));
    }

    void span(Span span) {
        sql.update("INSERT OR REPLACE INTO span VALUES (?, ?, ?)", span.tier().step(), span.start(), span.windows());
    }

    private void tick(Window window) {
        window.points().keySet().stream()
                .filter(series -> series.id() == 0)
                .forEach(series -> identify(series, window.start()));
        TickForm.write(window)
                .ifPresent(data -> sql.update("INSERT INTO tick (start, data) VALUES (?, ?)", window.start(), data));
    }

    private void identify(LiveSeries series, long start) {
        String labels = text(series.labels());
        sql.update("INSERT OR IGNORE INTO label_set (text) VALUES (?)", labels);
        int set = number("SELECT id FROM label_set WHERE text = ?", labels);
        List<int[]> known = sql.query(
                "SELECT id, part FROM series WHERE name = ? AND labels = ?",
                (row, _) -> new int[] {row.getInt(1), row.getInt(2)},
                series.name(),
                set);
        if (known.isEmpty()) {
            int part = part(series.name());
            sql.update(
                    "INSERT INTO series (name, labels, counted, part, first, last) VALUES (?, ?, ?, ?, ?, ?)",
                    series.name(),
                    set,
                    series.counted() ? 1 : 0,
                    part,
                    start,
                    start);
            series.identify(number("SELECT last_insert_rowid()"), part);
        } else {
            series.identify(known.getFirst()[0], known.getFirst()[1]);
            sql.update("UPDATE series SET last = MAX(last, ?) WHERE id = ?", start, series.id());
        }
    }

    private int part(String name) {
        Room room = rooms.computeIfAbsent(name, this::room);
        if (room.left == 0) {
            room.part = ++lastPart;
            room.left = ChunkForm.MOST;
        }
        room.left--;
        return room.part;
    }

    private Room room(String name) {
        List<Room> found = sql.query(
                "SELECT part, COUNT(*) FROM series WHERE name = ? GROUP BY part ORDER BY COUNT(*) LIMIT 1",
                (row, _) -> new Room(row.getInt(1), Math.max(0, ChunkForm.MOST - row.getInt(2))),
                name);
        return found.isEmpty() ? new Room(0, 0) : found.getFirst();
    }

    private LiveSeries find(int id) {
        List<LiveSeries> found = sql.query(
                "SELECT name, text, counted, part FROM series JOIN label_set ON label_set.id = series.labels WHERE series.id = ?",
                (row, _) -> {
                    LiveSeries series = new LiveSeries(row.getString(1), labels(row.getString(2)), row.getBoolean(3));
                    series.identify(id, row.getInt(4));
                    return series;
                },
                id);
        if (found.isEmpty()) {
            throw new GarbledHistoryException("Cannot tell which series is number " + id);
        }
        return found.getFirst();
    }

    private static Map<Integer, SortedMap<Integer, Track>> byPart(Window window, Tier tier) {
        Map<Integer, SortedMap<Integer, Track>> parts = new TreeMap<>();
        window.points().forEach((series, points) -> {
            if (!points.isEmpty()) {
                parts.computeIfAbsent(series.part(), _ -> new TreeMap<>()).put(series.id(), points.track(tier));
            }
        });
        return parts;
    }

    static String text(Labels labels) {
        return JsonMapper.shared()
                .writeValueAsString(IntStream.range(0, labels.size())
                        .boxed()
                        .flatMap(i -> List.of(labels.name(i), labels.value(i)).stream())
                        .toList());
    }

    static Labels labels(String text) {
        return Labels.of(JsonMapper.shared().readValue(text, String[].class));
    }

    private int number(String query, Object... parameters) {
        return Objects.requireNonNull(sql.queryForObject(query, Integer.class, parameters));
    }

    private static final class Room {
        private int part;
        private int left;

        Room(int part, int left) {
            this.part = part;
            this.left = left;
        }
    }
}
