package io.rightlink.monitoring.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Test
    void takesAGaugeAsItIs() {
        assertThat(rate(DataSourceType.GAUGE, 5.0, 2.5)).isEqualTo(2.5);
        assertThat(first(DataSourceType.GAUGE, -1.5)).isEqualTo(-1.5);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 200, 10",
        "4294967295, 9, 1",
        "4294967296, 6, 1844674406941458432",
        "-1, 9, 1",
        "9223372036854775807, -9223372036854775799, 1",
        "7, 7, 0"
    })
    void letsACounterWrapAt32BitsOrAt64(long last, long value, double rate) {
        assertThat(rate(DataSourceType.COUNTER, last, value)).isEqualTo(rate);
    }

    @Test
    void letsADeriveShrink() {
        assertThat(rate(DataSourceType.DERIVE, 300L, 100L)).isEqualTo(-20);
    }

    @Test
    void countsAnAbsoluteFromZero() {
        assertThat(rate(DataSourceType.ABSOLUTE, 300L, 100L)).isEqualTo(10);
        assertThat(first(DataSourceType.ABSOLUTE, 100L)).isEqualTo(10);
    }

    @Test
    void takesTheTimeThatPassedAndNotTheInterval() {
        DataSource source = new DataSource("value", DataSourceType.ABSOLUTE);

        assertThat(Rates.of(list(source, 300L, 0), list(source, 100L, 40))).containsExactly(2.5);
    }

    @Test
    void knowsNoRateBeforeTheSecondValue() {
        assertThat(first(DataSourceType.COUNTER, 100L)).isNaN();
        assertThat(first(DataSourceType.DERIVE, 100L)).isNaN();
    }

    @Test
    void knowsNoRateBesideAnUndefinedValue() {
        assertThat(rate(DataSourceType.DERIVE, Double.NaN, 100L)).isNaN();
        assertThat(rate(DataSourceType.COUNTER, 100L, Double.NaN)).isNaN();
        assertThat(rate(DataSourceType.GAUGE, 1.0, Double.NaN)).isNaN();
    }

    @Test
    void knowsNoRateOfASourceThatBecameAnother() {
        ValueList before = list(new DataSource("value", DataSourceType.DERIVE), 100L, 0);
        ValueList after = list(new DataSource("value", DataSourceType.COUNTER), 200L, 10);

        assertThat(Rates.of(before, after)).containsExactly(Double.NaN);
    }

    @Test
    void boundsTheRateAndNotTheCount() {
        DataSource percent = new DataSource("value", DataSourceType.DERIVE, 0, 100);

        assertThat(Rates.of(list(percent, 5_000L, 0), list(percent, 6_000L, 10)))
                .containsExactly(100.0);
        assertThat(Rates.of(list(percent, 5_000L, 0), list(percent, 6_001L, 10)).getFirst())
                .isNaN();
        assertThat(Rates.of(list(percent, 5_000L, 0), list(percent, 4_999L, 10)).getFirst())
                .isNaN();
    }

    @Test
    void dividesByTheTimeThatPassedAndNotByTheInterval() {
        DataSource source = new DataSource("value", DataSourceType.DERIVE);

        assertThat(Rates.of(list(source, 0L, 0), list(source, 100L, 25))).containsExactly(4.0);
    }

    private static double first(DataSourceType type, Number value) {
        return Rates.of(null, list(new DataSource("value", type), value, 0)).getFirst();
    }

    private static double rate(DataSourceType type, Number last, Number value) {
        DataSource source = new DataSource("value", type);
        return Rates.of(list(source, last, 0), list(source, value, 10)).getFirst();
    }

    private static ValueList list(DataSource source, Number value, long second) {
        return new ValueList(
                Identifier.parse("h/p/t"), Instant.ofEpochSecond(second), INTERVAL, List.of(source), List.of(value));
    }
}
