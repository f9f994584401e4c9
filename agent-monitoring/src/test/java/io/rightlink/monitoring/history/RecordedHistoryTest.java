package io.rightlink.monitoring.history;

import static io.rightlink.monitoring.history.Aggregate.AVERAGE;
import static io.rightlink.monitoring.history.Aggregate.MAXIMUM;
import static io.rightlink.monitoring.history.TestedHistory.BEGIN;
import static io.rightlink.monitoring.history.TestedHistory.DEFAULTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class RecordedHistoryTest {

    @TempDir
    Path directory;

    @Test
    void keepsGaugesAsTheyAreAndCountersAsTheirRate() {
        try (TestedHistory history = begin()) {
            for (int i = 0; i < 4; i++) {
                double value = 100 + 50 * i;
                history.tick(BEGIN + 10L * i, table -> {
                    table.add(MetricFamily.gauge("g", ""), value);
                    table.add(MetricFamily.counter("c_total", ""), value);
                });
            }

            assertThat(history.points("g", BEGIN, BEGIN + 40, 10, AVERAGE)).containsExactly(100f, 150f, 200f, 250f);
            assertThat(history.points("c_total", BEGIN, BEGIN + 40, 10, AVERAGE))
                    .containsExactly(-1f, 5f, 5f, 5f);
        }
    }

    @Test
    void tellsACounterThatBeganAnewFromOneThatWobbles() {
        try (TestedHistory history = begin()) {
            double[] values = {1000, 1010, 20, 30, 29, 39};
            for (int i = 0; i < values.length; i++) {
                history.counter(BEGIN + 10L * i, "c_total", values[i]);
            }

            assertThat(history.points("c_total", BEGIN, BEGIN + 60, 10, AVERAGE))
                    .containsExactly(-1f, 1f, 2f, 1f, -1f, 1f);
        }
    }

    @Test
    void saysNothingOfACounterThatWasOutOfSightForLong() {
        try (TestedHistory history = begin()) {
            history.counter(BEGIN, "c_total", 0);
            history.counter(BEGIN + 10, "c_total", 10);
            history.counter(BEGIN + 140, "c_total", 1000);
            history.counter(BEGIN + 150, "c_total", 1010);

            assertThat(history.points("c_total", BEGIN + 130, BEGIN + 160, 10, AVERAGE))
                    .containsExactly(-1f, -1f, 1f);
        }
    }

    @Test
    void leavesOutWhatSaysNothingOverTime() {
        try (TestedHistory history = begin()) {
            for (String name : List.of(
                    "node_uname_info",
                    "node_scrape_collector_success",
                    "container_last_seen",
                    "container_spec_cpu_shares",
                    "container_start_time_seconds",
                    "node_boot_time_seconds",
                    "node_load1")) {
                history.gauge(BEGIN, name, 1);
            }

            assertThat(history.reader().series(new SeriesFilter("*", List.of())).items())
                    .extracting(SeriesSummary::name)
                    .containsExactly("node_load1");
        }
    }

    @Test
    void keepsAverageAndMaximumOfWhatFallsIntoOneSlot() {
        try (TestedHistory history = begin()) {
            history.receive("x", BEGIN + 1, 1);
            history.receive("x", BEGIN + 5, 2);
            history.receive("x", BEGIN + 9, 6);
            history.tick(BEGIN + 10, _ -> {});
            history.restart();

            assertThat(history.points("collectd_x", BEGIN, BEGIN + 10, 10, AVERAGE))
                    .containsExactly(3f);
            assertThat(history.points("collectd_x", BEGIN, BEGIN + 10, 10, MAXIMUM))
                    .containsExactly(6f);
        }
    }

    @Test
    void putsWhatIsLateWhereItBelongsAndDropsWhatIsTooLateOrAhead() {
        try (TestedHistory history = begin()) {
            history.gauge(BEGIN + 590, "g", 1);
            history.receive("x", BEGIN + 30, 3);
            history.receive("x", BEGIN + 770, 9);
            history.gauge(BEGIN + 700, "g", 1);
            assertThat(history.points("collectd_x", BEGIN, BEGIN + 60, 10, AVERAGE))
                    .containsExactly(-1f, -1f, -1f, 3f, -1f, -1f);
            assertThat(history.dropped("future")).isEqualTo(1);

            history.gauge(BEGIN + 720, "g", 1);
            history.receive("x", BEGIN + 40, 4);
            history.gauge(BEGIN + 730, "g", 1);

            assertThat(history.dropped("late")).isEqualTo(1);
        }
    }

    @Test
    void takesNoMoreSeriesThanItMay() {
        HistorySettings few =
                TestedHistory.settings(4, 3, Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3));
        try (TestedHistory history = new TestedHistory(directory, few, BEGIN)) {
            for (int i = 0; i < 5; i++) {
                history.gauge(BEGIN + 10L * i, "g" + i, 1);
            }

            assertThat(history.dropped("series")).isEqualTo(2);
            history.tick(BEGIN + 720, _ -> {});
            history.gauge(BEGIN + 730, "g4", 1);
            assertThat(history.dropped("series")).isEqualTo(2);
            assertThat(history.meters.get("rightlink.history.series").gauge().value())
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsRoomForWhatIsMeasuredWhateverIsReceived() {
        HistorySettings few =
                TestedHistory.settings(4, 6, Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3));
        try (TestedHistory history = new TestedHistory(directory, few, BEGIN)) {
            for (int i = 0; i < 5; i++) {
                history.receive("r" + i, BEGIN, 1);
            }
            history.tick(BEGIN, _ -> {});
            assertThat(history.dropped("series")).isEqualTo(2);

            history.restart();
            history.receive("r5", BEGIN + 10, 1);
            for (int i = 0; i < 3; i++) {
                history.gauge(BEGIN + 10, "g" + i, 1);
            }
            assertThat(history.dropped("series")).isEqualTo(3);
            assertThat(history.points("g2", BEGIN + 10, BEGIN + 20, 10, AVERAGE))
                    .containsExactly(1f);

            // what is forgotten leaves its room
            history.tick(BEGIN + 720, _ -> {});
            for (int i = 0; i < 3; i++) {
                history.receive("s" + i, BEGIN + 730, 1);
            }
            history.tick(BEGIN + 730, _ -> {});
            assertThat(history.dropped("series")).isEqualTo(3);
        }
    }

    @Test
    void stopsOnAFullDiskAndGoesOnOnceThereIsRoom() throws SQLException {
        HistorySettings small =
                TestedHistory.settings(4, 1_000, Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3));
        try (TestedHistory history = new TestedHistory(directory, small, BEGIN)) {
            history.gauge(BEGIN, "g", 1);
            fill("CREATE TABLE other (data BLOB)", "INSERT INTO other VALUES (zeroblob(4100000))");
            for (int i = 1; i < 30; i++) {
                int tick = i;
                history.tick(BEGIN + 10L * i, table -> {
                    for (int n = 0; n < 500; n++) {
                        table.add(MetricFamily.gauge("g", ""), TestedHistory.label("c" + n), Math.sin(n * tick));
                    }
                });
            }
            assertThat(status(history)).isEqualTo(Status.DOWN);
            assertThat(history.dropped("stopped")).isPositive();

            fill("DROP TABLE other");
            history.gauge(BEGIN + 300, "h", 7);

            assertThat(status(history)).isEqualTo(Status.UP);
            assertThat(history.points("h", BEGIN + 300, BEGIN + 310, 10, AVERAGE))
                    .containsExactly(7f);
        }
    }

    @Test
    void putsACorruptDatabaseAsideAndBeginsAnew() throws IOException {
        Files.write(
                directory.resolve(HistoryFile.NAME),
                "no database at all, ".repeat(1_000).getBytes(StandardCharsets.UTF_8));

        try (TestedHistory history = begin()) {
            history.gauge(BEGIN, "g", 1);

            assertThat(history.points("g", BEGIN, BEGIN + 10, 10, AVERAGE)).containsExactly(1f);
            assertThat(status(history)).isEqualTo(Status.UP);
            assertThat(directory.resolve(HistoryFile.NAME + ".broken")).exists();
        }
    }

    @Test
    void beginsAnewWhereItsFileIsRemoved() throws IOException {
        try (TestedHistory history = begin()) {
            history.gauge(BEGIN, "g", 1);
            for (String file : List.of("", "-wal", "-shm")) {
                Files.delete(directory.resolve(HistoryFile.NAME + file));
            }

            history.gauge(BEGIN + 10, "g", 2);

            assertThat(history.points("g", BEGIN, BEGIN + 20, 10, AVERAGE)).containsExactly(-1f, 2f);
        }
    }

    @Test
    void showsAtOnceWhatComesAfterHoursOfSilence() {
        try (TestedHistory history = begin()) {
            history.gauge(BEGIN, "g", 1);
            history.gauge(BEGIN + 7_200, "g", 2);

            assertThat(history.points("g", BEGIN + 7_200, BEGIN + 7_210, 10, AVERAGE))
                    .containsExactly(2f);
        }
    }

    @Test
    void saysTheSameOfAStepWhereverInItTheRangeBegins() {
        try (TestedHistory history = begin()) {
            history.gauge(BEGIN, "g", 1);
            history.gauge(BEGIN + 720, "other", 1);

            assertThat(history.points("g", BEGIN + 3_590, BEGIN + 3_600, 3_600, AVERAGE))
                    .containsExactly(1f);
        }
    }

    @Test
    void keepsNothingOfTheEndsOfContainersCables() {
        try (TestedHistory history = begin()) {
            MetricFamily received = MetricFamily.gauge("node_network_receive_bytes_total", "");
            history.tick(BEGIN, table -> {
                table.add(received, Labels.of("device", "eth0"), 1);
                table.add(received, Labels.of("device", "veth12ab34c"), 2);
            });

            assertThat(history.query(received.name(), BEGIN, BEGIN + 10, 10, AVERAGE)
                            .lines())
                    .singleElement()
                    .extracting(line -> line.labels().value(0))
                    .isEqualTo("eth0");
        }
    }

    @Test
    void doesNotBeginAnewOnceItIsClosed() throws IOException {
        TestedHistory history = begin();
        history.gauge(BEGIN, "g", 1);
        history.close();
        Files.delete(directory.resolve(HistoryFile.NAME));

        history.gauge(BEGIN + 10, "g", 2);

        assertThat(directory.resolve(HistoryFile.NAME)).doesNotExist();
    }

    @Test
    void beginsAnewWhereAChunkIsGarbledThatSomebodyReads() throws SQLException {
        try (TestedHistory history = begin()) {
            history.gauge(BEGIN, "g", 1);
            history.gauge(BEGIN + 720, "g", 1);
            fill("UPDATE tick SET data = x'00'", "UPDATE chunk SET data = x'00'");
            assertThat(catchThrowable(() -> history.points("g", BEGIN, BEGIN + 10, 10, AVERAGE)))
                    .hasMessageContaining("Cannot read the history");

            history.gauge(BEGIN + 730, "g", 2);

            assertThat(history.points("g", BEGIN + 730, BEGIN + 740, 10, AVERAGE))
                    .containsExactly(2f);
            assertThat(directory.resolve(HistoryFile.NAME + ".broken")).exists();
        }
    }

    /** Who asks is answered from the coarser tier anyway: only the file tells. */
    @Test
    void keepsEachTierAsLongAsItIsToAndNoLonger() throws SQLException {
        HistorySettings settings =
                TestedHistory.settings(50, 10, Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3));
        long end = BEGIN + Duration.ofHours(8).toSeconds() + 120;
        try (TestedHistory history = new TestedHistory(directory, settings, BEGIN)) {
            for (long second = BEGIN; second <= end; second += 60) {
                history.gauge(second, "g", 1);
            }

            Instant now = Instant.ofEpochSecond(end);
            for (Tier tier : Tier.values()) {
                long keep = settings.keep(tier).toSeconds();
                assertThat(spans(tier))
                        .allSatisfy(span -> assertThat(span.age(now)).isLessThanOrEqualTo(keep))
                        .anySatisfy(span -> assertThat(span.start()).isLessThanOrEqualTo(end - keep));
            }
        }
    }

    @Test
    void keepsNoTicksOfAWindowThatIsClosed() throws SQLException {
        try (TestedHistory history = begin()) {
            history.gauge(BEGIN, "g", 1);
            assertThat(ticks()).containsExactly(BEGIN);

            history.gauge(BEGIN + 720, "g", 1);

            assertThat(ticks()).containsExactly(BEGIN + 600);
        }
    }

    private List<Long> ticks() throws SQLException {
        try (Connection connection = HistoryFile.reading(directory)) {
            return new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .query("SELECT DISTINCT start FROM tick", (row, _) -> row.getLong(1));
        }
    }

    private List<Span> spans(Tier tier) throws SQLException {
        try (Connection connection = HistoryFile.reading(directory)) {
            return Span.all(new JdbcTemplate(new SingleConnectionDataSource(connection, true))).stream()
                    .filter(span -> span.tier() == tier)
                    .toList();
        }
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        try (TestedHistory history = begin()) {
            history.gauge(BEGIN, "g", 1);

            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve(HistoryFile.NAME))))
                    .isEqualTo("rw-------");
        }
    }

    private TestedHistory begin() {
        return new TestedHistory(directory, DEFAULTS, BEGIN);
    }

    private static Status status(TestedHistory history) {
        return Objects.requireNonNull(new HistoryHealthIndicator(history.recorded).health())
                .getStatus();
    }

    private void fill(String... statements) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(HistoryFile.NAME))) {
            for (String statement : statements) {
                try (var prepared = other.prepareStatement(statement)) {
                    prepared.executeUpdate();
                }
            }
        }
    }
}
