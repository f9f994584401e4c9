package io.rightlink.monitoring.history;

import static io.rightlink.monitoring.history.TestedHistory.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of the history when its writer is killed at any moment, again and again. */
class KilledHistoryTest {

    private static final int ROUNDS = Boolean.getBoolean("torture") ? 100 : 5;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final TreeSet<Long> there = new TreeSet<>();

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @Test
    void losesAndDoublesNothing() throws Exception {
        Path said = elsewhere.resolve("said");
        long next = BEGIN;
        for (int round = 0; round < ROUNDS; round++) {
            KilledHistory.runAndKill(directory, said, next, random);
            next = check(Files.readAllLines(said));
            Files.writeString(said, "");
        }
        assertThat(there).hasSizeGreaterThan(10 * ROUNDS);
    }

    /** Returns where the next writer begins. */
    private long check(List<String> said) throws SQLException {
        List<Long> ended = new ArrayList<>();
        long begun = 0;
        for (String line : said) {
            if (line.startsWith("+") && line.length() == 11) {
                ended.add(Long.valueOf(line.substring(1)));
            } else if (line.length() == 11) {
                begun = Long.parseLong(line.substring(1));
            }
        }
        there.addAll(ended);
        try (TestedHistory history = new TestedHistory(directory, KilledHistory.SETTINGS, begun)) {
            assertThat(history.recorded.stop()).as("stopped, seed %d", seed).isEmpty();
            assertThat(directory.resolve(HistoryFile.NAME + ".broken")).doesNotExist();
            assertThat(count("tick JOIN span AS b ON tick.start >= b.start AND tick.start < b.start + b.windows * 600"))
                    .as("ticks of closed windows, seed %d", seed)
                    .isZero();
            assertThat(count("span AS a JOIN span AS b ON a.tier = b.tier AND a.start > b.start"
                            + " AND a.start < b.start + b.windows * 600"))
                    .as("spans that are there twice, seed %d", seed)
                    .isZero();
            if (!there.contains(begun) && !Float.isNaN(fine(history, 0, begun))) {
                // it was on disk before the writer could say so
                there.add(begun);
            }
            compare(history, begun, 10, Math.max(BEGIN, begun - 7_000));
            compare(history, begun, 60, BEGIN);
            compare(history, begun, 600, BEGIN);
        }
        return begun + 10L * (1 + random.nextInt(30));
    }

    private long count(String what) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(HistoryFile.NAME));
                var statement = other.prepareStatement("SELECT COUNT(*) FROM " + what);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static float fine(TestedHistory history, int series, long second) {
        Answer answer =
                history.reader().query(new RangeQuery(filter(series), second, second + 10, 10, Aggregate.AVERAGE));
        return answer.lines().isEmpty() ? Float.NaN : answer.lines().getFirst().value(0);
    }

    private void compare(TestedHistory history, long last, long step, long from) {
        int series = random.nextInt(KilledHistory.SERIES);
        long coarser = Math.max(step, (last - from) / 80_000 / step * step);
        Answer answer =
                history.reader().query(new RangeQuery(filter(series), from, last + 10, coarser, Aggregate.MAXIMUM));
        assertThat(answer.lines()).hasSize(1);
        Answer.Line line = answer.lines().getFirst();
        for (int i = 0; i < line.length(); i++) {
            long start = answer.first() + i * answer.step();
            float expected = (float) there.subSet(start, start + answer.step()).stream()
                    .mapToDouble(second -> KilledHistory.value(series, second))
                    .max()
                    .orElse(Double.NaN);
            assertThat(line.value(i))
                    .as("series %d at %d, step %d, seed %d", series, start, answer.step(), seed)
                    .isEqualTo(Float.valueOf(expected));
        }
    }

    private static SeriesFilter filter(int series) {
        return new SeriesFilter("g" + series % 4, List.of("id=s" + series));
    }
}
