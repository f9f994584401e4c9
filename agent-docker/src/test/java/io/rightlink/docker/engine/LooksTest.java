package io.rightlink.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LooksTest {

    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void looksOnceForManyChanges() {
        Looks looks = new Looks(8, _ -> taken.incrementAndGet());
        for (int change = 0; change < 1_000; change++) {
            looks.soon("web");
        }
        looks.atAll(Set.of("web"));
        assertThat(taken).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void looksAgainForAChangeDuringALookAndNeverTwiceAtTheSameTime() {
        CountDownLatch change = new CountDownLatch(1);
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Looks looks = new Looks(8, _ -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            taken.incrementAndGet();
            assertThat(change).satisfies(CountDownLatch::await);
            together.decrementAndGet();
        });
        looks.soon("web");
        await().atMost(Duration.ofSeconds(5)).until(() -> taken.get() == 1);
        looks.soon("web");
        change.countDown();
        looks.atAll(Set.of("web"));
        assertThat(taken).hasValueGreaterThanOrEqualTo(2);
        assertThat(most).hasValue(1);
    }

    @Test
    void looksAtAFewThingsAtOnce() {
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Looks looks = new Looks(3, _ -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            together.decrementAndGet();
            taken.incrementAndGet();
        });
        looks.atAll(IntStream.range(0, 1_000).mapToObj(Integer::toString).toList());
        assertThat(taken).hasValue(1_000);
        assertThat(most).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void throwsWhatALookThrewAndGoesOn() {
        Looks looks = new Looks(1, thing -> {
            taken.incrementAndGet();
            if (thing.equals("broken")) {
                throw new IllegalStateException("layer not known");
            }
        });
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> looks.atAll(List.of("broken", "web")))
                .withMessage("layer not known");
        looks.atAll(List.of("web"));
        await().atMost(Duration.ofSeconds(5)).until(() -> taken.get() == 3);
    }
}
