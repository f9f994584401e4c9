package io.rightlink.monitoring.history;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A stretch of time that a tier has chunks of.
 *
 * @param start in seconds since 1970
 * @param windows how many windows it has
 */
record Span(Tier tier, long start, int windows) {

    /** Returns all of them, in the order of their starts. */
    static List<Span> all(JdbcTemplate sql) {
        return sql.query(
                "SELECT tier, start, windows FROM span ORDER BY start",
                (row, _) -> new Span(Tier.ofStep(row.getInt(1)), row.getLong(2), row.getInt(3)));
    }

    long end() {
        return start + (long) windows * Tier.WINDOW;
    }

    /** Returns how many seconds ago it ended. What lies ahead, because the clock was wrong once, gets older by the same measure. */
    long age(Instant now) {
        return Math.abs(now.getEpochSecond() - end());
    }
}
