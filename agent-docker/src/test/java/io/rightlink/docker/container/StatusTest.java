package io.rightlink.docker.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest {

    @ParameterizedTest
    @CsvSource({
        "PT0.9S,Less than a second",
        "PT1S,1 second",
        "PT59S,59 seconds",
        "PT1M59S,About a minute",
        "PT59M59S,59 minutes",
        "PT1H,About an hour",
        "PT1H29M,About an hour",
        "PT1H30M,2 hours",
        "PT47H29M,47 hours",
        "P2D,2 days",
        "P13D,13 days",
        "P14D,2 weeks",
        "P59D,8 weeks",
        "P60D,2 months",
        "P729D,24 months",
        "P730D,2 years"
    })
    void countsTimeAsDockerDoes(Duration time, String words) {
        assertThat(Status.words(time)).isEqualTo(words);
    }

    @Test
    void saysForHowLongItsWordsAreRight() {
        Duration time = Duration.ofSeconds(-2).plusMillis(300);
        while (time.toDays() < 3 * 365) {
            Duration until = Status.until(time);
            assertThat(until).isGreaterThan(time);
            assertThat(Status.words(until.minusNanos(1))).isEqualTo(Status.words(time));
            time = until;
        }
    }
}
