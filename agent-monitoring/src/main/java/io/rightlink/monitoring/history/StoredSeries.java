package io.rightlink.monitoring.history;

import io.rightlink.monitoring.sample.Labels;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A series as it is on disk.
 *
 * @param part which chunks it is in
 * @param first the start of its first window, in seconds since 1970
 * @param last the end of its last closed window, or the start of its first open one
 */
record StoredSeries(int id, int part, String name, Labels labels, boolean counted, long first, long last) {

    /** Returns those that a filter lets through, by name, then in the order that they came. */
    static List<StoredSeries> matching(SeriesFilter filter, JdbcTemplate sql) {
        return sql
                .query(
                        "SELECT series.id, part, name, text, counted, first, last FROM series"
                                + " JOIN label_set ON label_set.id = series.labels WHERE name GLOB ? ORDER BY name, series.id",
                        (row, _) -> new StoredSeries(
                                row.getInt(1),
                                row.getInt(2),
                                row.getString(3),
                                HistoryTables.labels(row.getString(4)),
                                row.getBoolean(5),
                                row.getLong(6),
                                row.getLong(7)),
                        filter.name())
                .stream()
                .filter(series -> filter.matches(series.labels()))
                .toList();
    }

    /** @param oldest the start of the oldest span there is */
    SeriesSummary summary(long oldest) {
        return new SeriesSummary(
                name,
                map(labels),
                counted ? "counter" : "gauge",
                unit(),
                Instant.ofEpochSecond(Math.max(first, oldest)),
                Instant.ofEpochSecond(last));
    }

    static Map<String, String> map(Labels labels) {
        Map<String, String> map = new LinkedHashMap<>();
        IntStream.range(0, labels.size()).forEach(i -> map.put(labels.name(i), labels.value(i)));
        return map;
    }

    private @Nullable String unit() {
        String base = counted && name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
        String unit = base.endsWith("_bytes") ? "bytes" : base.endsWith("_seconds") ? "seconds" : null;
        if (!counted) {
            return unit;
        }
        return unit == null ? "perSecond" : unit + "PerSecond";
    }
}
