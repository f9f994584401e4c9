package io.rightlink.monitoring.value;

import static io.rightlink.monitoring.value.Values.Fate.TAKEN;
import static io.rightlink.monitoring.value.Values.Fate.TOO_MANY;
import static io.rightlink.monitoring.value.Values.Fate.TOO_OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LiveValuesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Reading> sunk = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = START;
    private final LiveValues values =
            new LiveValues(2, () -> List.of(sunk::add), ((InstantSource) () -> now).withZone(ZoneOffset.UTC), meters);

    @Test
    void handsOnWhatItTakesWithItsRates() {
        assertThat(take("h/a/t", 100, 0)).isEqualTo(TAKEN);
        assertThat(take("h/a/t", 200, 10)).isEqualTo(TAKEN);

        assertThat(sunk).hasSize(2).extracting(Reading::origin).containsOnly(Origin.RECEIVED);
        assertThat(sunk).extracting(reading -> reading.rates().getFirst()).containsExactly(Double.NaN, 10.0);
        assertThat(values.latest()).containsExactly(sunk.getLast());
    }

    /** Readings wait by the thousand, and an identifier may have a kilobyte. */
    @Test
    void keepsOneIdentifierForAllReadings() {
        take("h/a/t", 100, 0);
        take("h/a/t", 200, 10);
        take("h/a/t", 300, 20);

        assertThat(sunk).extracting(reading -> reading.values().id()).allSatisfy(id -> assertThat(id)
                .isSameAs(sunk.getFirst().values().id()));
    }

    @Test
    void refusesWhatIsNotNewer() {
        take("h/a/t", 100, 10);

        assertThat(take("h/a/t", 200, 10)).isEqualTo(TOO_OLD);
        assertThat(take("h/a/t", 200, 9)).isEqualTo(TOO_OLD);

        assertThat(sunk).hasSize(1);
        assertThat(count("too_old")).isEqualTo(2);
    }

    @Test
    void refusesOneIdentifierTooMany() {
        take("h/a/t", 1, 0);
        take("h/b/t", 1, 0);

        assertThat(take("h/c/t", 1, 0)).isEqualTo(TOO_MANY);
        assertThat(take("h/b/t", 1, 10)).isEqualTo(TAKEN);

        assertThat(values.latest()).hasSize(2);
        assertThat(count("too_many")).isEqualTo(1);
    }

    @Test
    void forgetsWhoIsSilentAndMakesRoom() {
        take("h/a/t", 1, 0);
        take("h/b/t", 1, 0);
        now = START.plus(Duration.ofMinutes(4));
        take("h/b/t", 1, 240);
        now = START.plus(Duration.ofMinutes(6));

        assertThat(take("h/c/t", 1, 360)).isEqualTo(TAKEN);

        assertThat(values.latest())
                .extracting(reading -> reading.values().id().toString())
                .containsExactlyInAnyOrder("h/b/t", "h/c/t");
    }

    @Test
    void waitsForThreeIntervalsButNoLongerThanAnHour() {
        values.take(Origin.RECEIVED, list("h/a/t", 1, 0, Duration.ofMinutes(10)));
        values.take(Origin.RECEIVED, list("h/b/t", 1, 0, Duration.ofDays(100_000)));

        now = START.plus(Duration.ofMinutes(29));
        assertThat(values.latest()).hasSize(2);
        now = START.plus(Duration.ofMinutes(31));
        assertThat(values.latest()).hasSize(1);
        now = START.plus(Duration.ofMinutes(61));
        assertThat(values.latest()).isEmpty();
    }

    @Test
    void believesAgainAClockThatWasFarAhead() {
        take("h/a/t", 1, 1_000_000_000);
        now = START.plus(Duration.ofMinutes(6));
        assertThat(values.latest()).isEmpty();

        assertThat(take("h/a/t", 1, 360)).isEqualTo(TAKEN);
    }

    @Test
    void handsOnInOrderWhateverComesAtOnce() {
        List<Instant> seen = new ArrayList<>();
        now = START.plusSeconds(1_000);
        LiveValues shared = new LiveValues(
                1,
                () -> List.of(reading -> seen.add(reading.values().time())),
                ((InstantSource) () -> now).withZone(ZoneOffset.UTC),
                meters);

        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                int second = i;
                senders.execute(() -> shared.take(Origin.RECEIVED, list("h/a/t", 1, second, Duration.ofSeconds(10))));
            }
        }

        assertThat(seen).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }

    @Test
    void measuresOnWhereTheClockWasSetBack() {
        measure(100, 3_600);
        now = START.plusSeconds(10);

        assertThat(measure(200, 10)).isEqualTo(TAKEN);
        assertThat(measure(300, 20)).isEqualTo(TAKEN);
        assertThat(measure(300, 19)).isEqualTo(TOO_OLD);

        assertThat(sunk)
                .extracting(reading -> reading.rates().getFirst())
                .containsExactly(Double.NaN, Double.NaN, 10.0);
    }

    @Test
    void waitsForNoTimeThatIsFarAhead() {
        take("h/a/t", 100, 7_000_000_000L);

        assertThat(take("h/a/t", 100, 6_999_999_999L)).isEqualTo(TOO_OLD);
        assertThat(take("h/a/t", 100, 0)).isEqualTo(TAKEN);
    }

    @Test
    void forgetsWhoIsSilentWhereTheClockWasSetBack() {
        now = START.plus(Duration.ofDays(1));
        take("h/a/t", 1, 0);
        now = START;

        assertThat(values.latest()).isEmpty();
    }

    @Test
    void letsNobodyHideWhatTheAgentMeasures() {
        take("h/own/t", 5_000, 10);

        assertThat(measure(100, 0)).isEqualTo(TAKEN);
        take("h/own/t", 9_000, 11);
        assertThat(measure(200, 10)).isEqualTo(TAKEN);

        assertThat(sunk.getLast().rates()).containsExactly(10.0);
        assertThat(values.latest())
                .extracting(Reading::origin)
                .containsExactlyInAnyOrder(Origin.BUILT_IN, Origin.RECEIVED);
    }

    @Test
    void hasRoomForWhatTheAgentMeasuresWhoeverSends() {
        take("h/a/t", 1, 0);
        take("h/b/t", 1, 0);
        take("h/c/t", 1, 0);

        assertThat(measure(100, 0)).isEqualTo(TAKEN);
        assertThat(meters.get("rightlink.values.identifiers").gauge().value()).isEqualTo(3);
    }

    private Values.Fate measure(long value, long second) {
        return values.take(Origin.BUILT_IN, list("h/own/t", value, second, Duration.ofSeconds(20)));
    }

    private double count(String fate) {
        return meters.get("rightlink.values").tag("fate", fate).counter().count();
    }

    private Values.Fate take(String id, long value, long second) {
        return values.take(Origin.RECEIVED, list(id, value, second, Duration.ofSeconds(10)));
    }

    private static ValueList list(String id, long value, long second, Duration interval) {
        return new ValueList(
                Identifier.parse(id),
                START.plusSeconds(second),
                interval,
                List.of(new DataSource("value", DataSourceType.DERIVE)),
                List.of(value));
    }
}
