package io.rightlink.monitoring.history;

import static io.rightlink.monitoring.history.TestedHistory.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that come and go, more than the history has room for. */
class BoundTest {

    private static final int CONTAINERS = Boolean.getBoolean("torture") ? 100_000 : 2_500;
    private static final int AT_ONCE = 20;
    private static final int FAMILIES = 25;
    private static final long MOST_BYTES = 4 << 20;

    @TempDir
    Path directory;

    @Test
    void staysWithinItsSizeWhateverComes() throws Exception {
        HistorySettings settings =
                TestedHistory.settings(4, 20_000, Duration.ofHours(6), Duration.ofDays(2), Duration.ofDays(30));
        try (TestedHistory history = new TestedHistory(directory, settings, BEGIN)) {
            Random random = new Random(1);
            long now = BEGIN;
            for (int first = 0; first < CONTAINERS; first++, now += 10) {
                int oldest = first;
                history.tick(now, table -> {
                    for (int container = oldest; container < oldest + AT_ONCE; container++) {
                        Labels labels = Labels.of("id", "/docker/" + "0123456789abcdef".repeat(3) + container);
                        for (int family = 0; family < FAMILIES; family++) {
                            table.add(MetricFamily.gauge("container_" + family, ""), labels, random.nextDouble());
                        }
                    }
                });
                if (first % 50 == 0) {
                    assertThat(history.recorded.stop()).isEmpty();
                    assertThat(Files.size(directory.resolve(HistoryFile.NAME))).isLessThanOrEqualTo(MOST_BYTES);
                }
            }

            // two windows' containers
            assertThat(history.meters.get("rightlink.history.series").gauge().value())
                    .isBetween(1.0, (120.0 + 72 + AT_ONCE) * FAMILIES);
            assertThat(history.dropped("stopped")).isZero();
            assertThat(history.points("container_0", now - 10, now, 10, Aggregate.MAXIMUM))
                    .hasSize(1);
            assertThat(left()).isLessThan(CONTAINERS * 3L / 4 * FAMILIES);
            assertThat(orphans()).isZero();
        }
    }

    private long left() throws SQLException {
        return number("SELECT COUNT(*) FROM series");
    }

    private long orphans() throws SQLException {
        return number("SELECT COUNT(*) FROM label_set WHERE id NOT IN (SELECT labels FROM series)");
    }

    private long number(String query) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(HistoryFile.NAME));
                var statement = other.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
