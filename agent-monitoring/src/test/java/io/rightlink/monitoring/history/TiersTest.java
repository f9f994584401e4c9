package io.rightlink.monitoring.history;

import static io.rightlink.monitoring.history.TestedHistory.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.sample.MetricFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of ticks, with gaps and restarts and values that come late, against a model that forgets nothing. */
class TiersTest {

    private static final boolean TORTURE = Boolean.getBoolean("torture");
    private static final long TICKS = (TORTURE ? 40 : 4) * 8_640L;
    private static final HistorySettings SETTINGS = TORTURE
            ? TestedHistory.DEFAULTS
            : TestedHistory.settings(50, 100, Duration.ofHours(1), Duration.ofHours(8), Duration.ofDays(3));
    private static final int QUERIES = TORTURE ? 3_000 : 400;
    private static final long[] STEPS = {10, 30, 60, 90, 120, 600, 900, 1_800, 3_600, 86_400};

    private final long seed = Long.getLong("seed", 20_261_122);
    private final Random random = new Random(seed);
    private final PlainModel gauge = new PlainModel();
    private final PlainModel rate = new PlainModel();
    private final PlainModel received = new PlainModel();

    private double counter;
    private double counterBefore;
    private long countedAt = Long.MIN_VALUE;

    @TempDir
    Path directory;

    @Test
    void answersAsIfNothingHadBeenCompacted() {
        try (TestedHistory history = new TestedHistory(directory, SETTINGS, BEGIN)) {
            long now = BEGIN;
            for (long tick = 0; tick < TICKS; tick++) {
                now += 10L * (1 + gap());
                tick(history, now);
                if (random.nextInt(2_000) == 0) {
                    history.restart();
                    countedAt = Long.MIN_VALUE;
                }
                if (tick > TICKS / 2 && random.nextInt((int) (TICKS / 2 / QUERIES)) == 0) {
                    compare(history, now);
                }
            }
            assertThat(history.recorded.stop()).isEmpty();
            assertThat(history.dropped("late")).isZero();
        }
    }

    /** Returns how many ticks are left out now: mostly none, sometimes hours. */
    private int gap() {
        return switch (random.nextInt(3_000)) {
            case 0 -> random.nextInt(1_000);
            case 1, 2, 3 -> random.nextInt(20);
            default -> 0;
        };
    }

    private void tick(TestedHistory history, long now) {
        double sine = Math.sin(now / 5_000.0) * 1e6;
        counter = random.nextInt(500) == 0 ? random.nextInt(100) : counter + random.nextInt(1_000);
        count(now);
        for (int i = random.nextInt(3); i > 0; i--) {
            long at = now - random.nextInt(100);
            // a float, so that the mean of several is all that is rounded
            float value = random.nextInt(1_000) / 8f;
            received.add(at, value);
            history.receive("x", (double) at, value);
        }
        gauge.add(now, sine);
        history.tick(now, table -> {
            table.add(MetricFamily.gauge("sine", ""), sine);
            table.add(MetricFamily.counter("count_total", ""), counter);
        });
    }

    private void count(long now) {
        long passed = now - countedAt;
        if (countedAt != Long.MIN_VALUE && passed <= 120) {
            if (counter >= counterBefore) {
                rate.add(now, (counter - counterBefore) / passed);
            } else if (counter < counterBefore / 2) {
                rate.add(now, counter / passed);
            }
        }
        countedAt = now;
        counterBefore = counter;
    }

    private void compare(TestedHistory history, long now) {
        Duration[] reach = {
            SETTINGS.fine(), SETTINGS.medium(), SETTINGS.coarse().minusDays(1)
        };
        int depth = random.nextInt(3);
        long from = Math.max(BEGIN, now - 1 - random.nextLong(reach[depth].toSeconds()));
        long to = Math.min(now + 30, from + 1 + random.nextLong(now + 10 - from));
        long step = Math.max(STEPS[random.nextInt(STEPS.length)], (to - from) / 50_000 / 10 * 10);
        compare(history.query("sine", from, to, step, Aggregate.AVERAGE), gauge, depth, step, Aggregate.AVERAGE);
        compare(history.query("count_total", from, to, step, Aggregate.MAXIMUM), rate, depth, step, Aggregate.MAXIMUM);
        Aggregate any = random.nextBoolean() ? Aggregate.AVERAGE : Aggregate.MAXIMUM;
        compare(history.query("collectd_x", from, to, step, any), received, depth, step, any);
    }

    private void compare(Answer answer, PlainModel model, int depth, long asked, Aggregate aggregate) {
        Tier finest = Tier.ofStep(new int[] {10, 60, 600}[depth]);
        // where nothing was measured for so long that a coarser tier alone has a span there, the step may be greater
        if (asked % finest.step() == 0 && gauge.hasAny(Window.startOf(answer.first()), Tier.WINDOW)) {
            assertThat(answer.step()).as("step, seed %d", seed).isEqualTo(asked);
        }
        long tierStep = Stream.of(Tier.values())
                .mapToLong(Tier::step)
                .filter(step -> answer.step() % step == 0)
                .max()
                .orElseThrow();
        for (Answer.Line line : answer.lines()) {
            for (int i = 0; i < line.length(); i++) {
                long from = answer.first() + i * answer.step();
                double expected = aggregate == Aggregate.AVERAGE
                        ? model.average(from, answer.step(), tierStep)
                        : model.maximum(from, answer.step());
                double off = Math.abs(line.value(i) - expected);
                assertThat(
                                Double.isNaN(expected)
                                        ? Float.isNaN(line.value(i))
                                        : off <= Math.abs(expected) * 1e-5 + 1e-4)
                        .as(
                                "%s of %s at %d, step %d, seed %d: %f and not %f",
                                aggregate, line.name(), from, answer.step(), seed, expected, line.value(i))
                        .isTrue();
            }
        }
        if (answer.lines().isEmpty()) {
            assertThat(model.has(answer.first())).as("something, seed %d", seed).isFalse();
        }
    }
}
