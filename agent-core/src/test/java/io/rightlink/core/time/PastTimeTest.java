package io.rightlink.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastTimeTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "5m, 2026-01-02T02:59:05Z",
        "PT1H, 2026-01-02T02:04:05Z",
        "1500ms, 2026-01-02T03:04:03.500Z",
        "0s, 2026-01-02T03:04:05Z",
        "999999999999d, 1970-01-01T00:00:00.000000001Z",
        "2026-01-02T01:00:00.123456Z, 2026-01-02T01:00:00.123456Z",
        "2026-01-02T01:00:00+01:00, 2026-01-02T00:00:00Z",
        "1900-01-01T00:00:00Z, 1970-01-01T00:00:00.000000001Z"
    })
    void isAnInstantOrATimeBackFromNow(String text, Instant expected) {
        assertThat(PastTime.of("since", text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "-5m",
                "PT-5M",
                "P",
                "5y",
                "999999999999999d",
                "yesterday",
                "@1",
                "2026-01-02",
                "+1000000-01-01T00:00:00Z"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> PastTime.of("until", text, NOW))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith(
                        "until is an instant such as 2026-01-02T03:04:05Z, or a time back from now such as 5m, and not '"
                                + text);
    }
}
