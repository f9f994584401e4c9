package io.rightlink.monitoring.forward;

import static io.rightlink.monitoring.value.DataSourceType.ABSOLUTE;
import static io.rightlink.monitoring.value.DataSourceType.COUNTER;
import static io.rightlink.monitoring.value.DataSourceType.DERIVE;
import static io.rightlink.monitoring.value.DataSourceType.GAUGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.ValueList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutvalLineTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_344_460_900L);

    @Test
    void isWhatCollectdSends() {
        assertThat(line("h/interface-lo/if_packets", List.of(DERIVE, DERIVE), List.of(13_127L, 13_127L)))
                .isEqualTo("PUTVAL h/interface-lo/if_packets interval=5.000 1795344460.900:13127:13127\r\n");
    }

    @Test
    void quotesAnIdentifierWithSpacesQuotesOrBackslashes() {
        assertThat(line("my host/df-a \"b\" \\c/df_complex-free", List.of(GAUGE), List.of(1.0)))
                .startsWith("PUTVAL \"my host/df-a \\\"b\\\" \\\\c/df_complex-free\" interval=");
    }

    @Test
    void writesCountersUnsignedAndDerivesSigned() {
        assertThat(line("h/p/t", List.of(COUNTER, ABSOLUTE, DERIVE), List.of(-1L, -2L, -3L)))
                .endsWith(":18446744073709551615:18446744073709551614:-3\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-3, -3",
        "9007199254740992, 9007199254740992",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "1e300, 1.0E300",
        "4.9E-324, 4.9E-324",
        "NaN, U",
        "Infinity, U"
    })
    void writesGaugesSoThatTheyAreReadAsTheSameNumber(double value, String text) {
        assertThat(line("h/p/t", List.of(GAUGE), List.of(value))).endsWith(":" + text + "\r\n");
        if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(text)).isEqualTo(value);
        }
    }

    @Test
    void writesWhatWasNotCountedAsUndefined() {
        assertThat(line("h/p/t", List.of(DERIVE, DERIVE), List.of(Double.NaN, 7L)))
                .endsWith(":U:7\r\n");
    }

    private static String line(String id, List<DataSourceType> types, List<? extends Number> values) {
        List<DataSource> sources =
                types.stream().map(type -> new DataSource(type.label(), type)).toList();
        Identifier parsed = Identifier.parse(id);
        return PutvalLine.of(parsed, new ValueList(parsed, TIME, Duration.ofSeconds(5), sources, values));
    }
}
