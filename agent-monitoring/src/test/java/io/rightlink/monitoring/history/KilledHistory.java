package io.rightlink.monitoring.history;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.rightlink.core.testing.OtherProcess;
import io.rightlink.monitoring.sample.MetricFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A history in a process of its own, which is written as fast as it can be until it is killed. */
final class KilledHistory {

    static final int SERIES = 40;
    static final HistorySettings SETTINGS =
            TestedHistory.settings(50, 100, Duration.ofHours(2), Duration.ofDays(20), Duration.ofDays(30));

    private KilledHistory() {}

    /** Says before each tick that it begins ({@code -}), and after it that it has ended ({@code +}). */
    public static void main(String... args) throws IOException {
        Path said = Path.of(args[1]);
        long second = Long.parseLong(args[2]);
        TestedHistory history = new TestedHistory(Path.of(args[0]), SETTINGS, second);
        for (; ; second += 10) {
            Files.writeString(said, "-" + second + "\n", CREATE, APPEND);
            long at = second;
            history.tick(second, table -> {
                for (int n = 0; n < SERIES; n++) {
                    table.add(MetricFamily.gauge("g" + n % 4, ""), TestedHistory.label("s" + n), value(n, at));
                }
            });
            Files.writeString(said, "+" + second + "\n", CREATE, APPEND);
        }
    }

    /** A number that 32 bits hold, other than those near it. */
    static float value(int series, long second) {
        return series * 10_000L + second / 10 % 10_000;
    }

    /** Starts it at a second, and kills it at a random moment after it has taken a first tick. */
    static void runAndKill(Path directory, Path said, long second, Random random)
            throws IOException, InterruptedException {
        long before = size(said);
        Process writer = OtherProcess.startSilent(
                KilledHistory.class, directory.toString(), said.toString(), Long.toString(second));
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> size(said) > before + 20);
            boolean _ = writer.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
