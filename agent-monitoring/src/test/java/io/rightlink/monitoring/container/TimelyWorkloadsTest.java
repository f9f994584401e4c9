package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelyWorkloadsTest {

    @Test
    void passesOnWhatTheEngineSays() {
        assertThat(new TimelyWorkloads(List::of, Duration.ofSeconds(10)).running())
                .isEmpty();
    }

    @Test
    void saysWhyTheEngineCannotTell() {
        TimelyWorkloads workloads = new TimelyWorkloads(
                () -> {
                    throw new UnavailableException("docker-unavailable", "no socket");
                },
                Duration.ofSeconds(10));

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(workloads::running)
                .withMessage("Cannot tell which containers run: no socket");
    }

    @Test
    void givesUpOnAnEngineThatHangsAndLeavesNoThreadBehind() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        TimelyWorkloads workloads = new TimelyWorkloads(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return List.of();
                },
                Duration.ofMillis(50));

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(workloads::running)
                .withMessage("Cannot tell which containers run: the engine didn't answer within 50 ms");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
