package io.rightlink.docker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.InvalidException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogQueryTest {

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
    @ValueSource(strings = {"", "-1", "+1", "1.5", "ALL", "1000000000", "\u0661", "1&follow=1"})
    void refusesWhatIsNoNumberOfLines(String text) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new Tail(text))
                .withMessage("tail is a number of lines such as 100, or all, and not '" + text + "'");
    }
}
