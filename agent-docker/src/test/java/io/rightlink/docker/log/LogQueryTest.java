package io.rightlink.docker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.InvalidException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogQueryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void asksTheEngineForAllOfBothOutputs() {
        LogQuery query = new LogQuery(new Tail("all"), Optional.empty(), Optional.empty(), false, false);
        assertThat(query.parameters()).isEqualTo("stdout=1&stderr=1&tail=all&timestamps=0&follow=0");
    }

    @Test
    void asksTheEngineForLessAndMore() {
        LogQuery query = new LogQuery(
                new Tail("0"),
                Optional.of(Instant.ofEpochSecond(5, 7)),
                Optional.of(Instant.ofEpochSecond(1_767_323_045, 123_456_789)),
                true,
                true);
        assertThat(query.parameters())
                .isEqualTo(
                        "stdout=1&stderr=1&tail=0&timestamps=1&follow=1&since=5.000000007&until=1767323045.123456789");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05.123456789Z, 2026-01-02T03:04:05.123456789Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
        "5m, 2026-11-22T11:55:00Z",
        "250ms, 2026-11-22T11:59:59.750Z",
        "1d, 2026-11-21T12:00:00Z",
        "PT1H30M, 2026-11-22T10:30:00Z",
        "0s, 2026-11-22T12:00:00Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000000001Z",
        "-1000000-01-01T00:00:00Z, 1970-01-01T00:00:00.000000001Z",
        "999999999999d, 1970-01-01T00:00:00.000000001Z",
    })
    void readsTimes(String text, Instant time) {
        assertThat(LogTime.of("since", text, NOW)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "now",
                "yesterday",
                "-5m",
                "PT-5M",
                "1767323045",
                "2026-01-02",
                "P1Y",
                "+10000-01-01T00:00:00Z",
                "5m&tail=1"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> LogTime.of("until", text, NOW))
                .withMessage("until is an instant such as 2026-01-02T03:04:05Z, or a time back from now such as 5m,"
                        + " and not '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.5", "ALL", "1000000000", "\u0661", "1&follow=1"})
    void refusesWhatIsNoNumberOfLines(String text) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new Tail(text))
                .withMessage("tail is a number of lines such as 100, or all, and not '" + text + "'");
    }
}
