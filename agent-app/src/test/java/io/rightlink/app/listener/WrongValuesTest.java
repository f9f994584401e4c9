package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WrongValuesTest {

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final List<String> told = new ArrayList<>();
    private final WrongValues wrong =
            new WrongValues(() -> now, 3, (address, count) -> told.add(address + " " + count));

    @Test
    void waitAfterFiveWithinAMinute() {
        assertThat(waits("a", 5)).containsOnly(Optional.empty());
        assertThat(wrong.from("a")).contains(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(4));
        assertThat(wrong.from("a")).contains(Duration.ofSeconds(6));
    }

    @Test
    void doNotHaveOtherAddressesWait() {
        assertThat(waits("a", 9)).endsWith(Optional.of(Duration.ofSeconds(10)));
        assertThat(waits("b", 5)).containsOnly(Optional.empty());
    }

    @Test
    void waitTwiceAsLongEachTimeUpToFiveMinutes() {
        List<Optional<Duration>> _ = waits("a", 5);
        List<Long> seconds = IntStream.range(0, 8)
                .mapToObj(_ -> {
                    Duration wait = wrong.from("a").orElseThrow();
                    pass(wait);
                    assertThat(wrong.from("a")).as("one after each wait").isEmpty();
                    return wait.toSeconds();
                })
                .toList();
        assertThat(seconds).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void areForgottenAfterAMinuteWithoutAny() {
        assertThat(waits("a", 4)).containsOnly(Optional.empty());
        pass(Duration.ofMinutes(1));
        assertThat(waits("a", 5)).containsOnly(Optional.empty());
        pass(Duration.ofSeconds(10).plus(Duration.ofMinutes(1)));
        assertThat(waits("a", 5)).containsOnly(Optional.empty());
        assertThat(wrong.from("a")).contains(Duration.ofSeconds(10));
    }

    @Test
    void areHeldForABoundedNumberOfAddresses() {
        assertThat(waits("a", 6)).endsWith(Optional.of(Duration.ofSeconds(10)));
        assertThat(waits("b", 1)).containsOnly(Optional.empty());
        assertThat(waits("c", 1)).containsOnly(Optional.empty());
        assertThat(wrong.from("a")).as("it goes on, so it is the newest").isPresent();
        assertThat(waits("d", 1)).containsOnly(Optional.empty());
        assertThat(wrong.from("a")).isPresent();
        assertThat(waits("e", 1)).containsOnly(Optional.empty());
        assertThat(waits("f", 1)).containsOnly(Optional.empty());
        assertThat(waits("g", 1)).containsOnly(Optional.empty());
        assertThat(wrong.from("a")).as("forgotten").isEmpty();
    }

    @Test
    void areToldWhenTheWaitBeginsAndHourlyWhileTheyGoOn() {
        assertThat(waits("a", 4)).containsOnly(Optional.empty());
        assertThat(told).isEmpty();
        assertThat(waits("a", 100)).hasSize(100);
        assertThat(told).containsExactly("a 5");
        for (int minute = 0; minute < 60; minute++) {
            pass(Duration.ofMinutes(1));
            assertThat(waits("a", 10)).hasSize(10);
        }
        assertThat(told).containsExactly("a 5", "a 690");
    }

    @Test
    void doNotWaitForEverWhenTheClockIsSetBack() {
        assertThat(waits("a", 6)).endsWith(Optional.of(Duration.ofSeconds(10)));
        pass(Duration.ofDays(-1));
        assertThat(wrong.from("a")).isEmpty();
    }

    private List<Optional<Duration>> waits(String address, int count) {
        return Stream.generate(() -> wrong.from(address)).limit(count).toList();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
