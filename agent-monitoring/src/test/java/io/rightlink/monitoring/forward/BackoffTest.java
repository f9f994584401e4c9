package io.rightlink.monitoring.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToTheMostAndBeginsAnewAfterASuccess() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), new Random(7));

        for (long most : new long[] {1, 2, 4, 8, 10, 10}) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(most * 500), Duration.ofSeconds(most));
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(backoff.longest()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void leavesSomethingToChance() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random(7));

        assertThat(LongStream.generate(() -> backoff.next().toMillis())
                        .limit(20)
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }
}
