package io.rightlink.monitoring.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.core.workload.Workloads;
import io.rightlink.monitoring.tss.TssIdentity;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.ValueSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class ForwardingTest {

    @TempDir
    Path state;

    @AutoClose
    private FailingPlatform platform;

    @BeforeEach
    void start() throws IOException {
        platform = new FailingPlatform();
    }

    @Test
    void isNotThereWithoutAUrl() {
        runner().run(agent -> {
            assertThat(agent)
                    .hasNotFailed()
                    .doesNotHaveBean(Forwarding.class)
                    .doesNotHaveBean("forwardHealthIndicator");
            assertThat(state.resolve("forward.db")).doesNotExist();
        });
    }

    @Test
    void sendsReadingsInBatches() {
        agent("batch-age=200ms").run(agent -> {
            take(agent, 0, 1_000);
            await().untilAsserted(() -> assertSent(agent, 1_000));
            assertThat(Numbered.of(platform.lines())).isEqualTo(numbers(0, 1_000));
            assertThat(platform.requests()).hasSizeBetween(3, 20).allSatisfy(request -> {
                assertThat(request.type()).isEqualTo("text/plain");
                assertThat(request.body()).endsWith("\r\n").hasSizeLessThan(17_000);
            });
            assertThat(health(agent).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void callsThisHostAsThePlatformDoes() {
        agent().run(agent -> {
            agent.getBean(TssIdentity.class).setId("03-7ABC");
            ValueSink sink = agent.getBean(Forwarding.class);
            sink.take(Numbered.reading(Origin.BUILT_IN, 1));
            sink.take(Numbered.reading(Origin.RECEIVED, 2));
            await().until(() -> platform.lines().size() == 2);
            assertThat(platform.lines().get(0)).startsWith("PUTVAL 03-7ABC/numbers/gauge interval=");
            assertThat(platform.lines().get(1)).startsWith("PUTVAL h/numbers/gauge interval=");
        });
    }

    @Test
    void keepsTheOrderWhateverThePlatformDoes() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        System.out.println("seed " + seed);
        platform.behave(exchange -> {
            FailingPlatform.Conduct conduct =
                    switch (random.nextInt(5)) {
                        case 0 -> FailingPlatform.answer(500, "Out of order");
                        case 1 -> FailingPlatform.cut();
                        case 2 -> FailingPlatform.answer(429, "", "Retry-After", "0");
                        default -> FailingPlatform.answer(200, "");
                    };
            conduct.treat(exchange);
        });
        agent("batch-size=1KB", "buffer=1MB").run(agent -> {
            take(agent, 0, 500);
            await().untilAsserted(() -> assertSent(agent, 500));
            assertThat(firstArrivals()).isEqualTo(numbers(0, 500));
            assertThat(platform.requests().size()).isGreaterThan(30);
        });
    }

    @Test
    void keepsOnDiskWhatCanNotBeSentUntilItCan() throws IOException {
        int port = platform.port();
        platform.close();
        agent().run(agent -> {
            take(agent, 0, 10);
            await().untilAsserted(() -> {
                assertThat(health(agent).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                assertThat(health(agent).getDetails()).containsKeys("awaySince", "lastError", "platform");
            });
            assertThat(agent.getBean(MeterRegistry.class)
                            .get("rightlink.forward.buffered")
                            .gauge()
                            .value())
                    .isPositive();
        });
        platform = new FailingPlatform(port);
        agent().run(agent -> {
            take(agent, 10, 20);
            await().untilAsserted(() -> assertThat(health(agent).getStatus()).isEqualTo(Status.UP));
            await().until(() -> platform.lines().size() == 20);
            assertThat(Numbered.of(platform.lines())).isEqualTo(numbers(0, 20));
        });
    }

    @Test
    void dropsTheOldestAndCountsIt() {
        platform.behave(FailingPlatform.answer(503, ""));
        agent("batch-size=1KB", "buffer=4KB").run(agent -> {
            take(agent, 0, 500);
            await().untilAsserted(() ->
                    assertThat(counted(agent, "values", Fate.DROPPED)).isGreaterThan(400));
            assertThat(counted(agent, "batches", Fate.DROPPED)).isGreaterThan(10);
            platform.requests().clear();
            platform.behave(FailingPlatform.answer(200, ""));
            await().untilAsserted(() -> assertThat(
                            counted(agent, "values", Fate.DROPPED) + counted(agent, "values", Fate.SENT))
                    .isEqualTo(500));
            List<Long> arrived = firstArrivals();
            assertThat(arrived.getLast()).isEqualTo(499);
            assertThat(arrived).isEqualTo(numbers(500 - arrived.size(), 500));
        });
    }

    @Test
    void waitsLittleAgainAfterASuccess() {
        AtomicInteger requests = new AtomicInteger();
        platform.behave(exchange -> FailingPlatform.answer(requests.getAndIncrement() % 4 == 3 ? 200 : 503, "")
                .treat(exchange));
        agent("batch-size=1KB", "retry-most=1m").run(agent -> {
            take(agent, 0, 100);
            await().untilAsserted(() -> assertSent(agent, 100));
        });
    }

    @Test
    void passesOverWhatWillNeverBeTaken() {
        AtomicInteger refused = new AtomicInteger();
        platform.behave(exchange -> FailingPlatform.answer(refused.getAndIncrement() == 0 ? 400 : 200, "Bad value")
                .treat(exchange));
        agent("batch-size=1KB").run(agent -> {
            take(agent, 0, 100);
            await().untilAsserted(() -> assertThat(
                            counted(agent, "values", Fate.REFUSED) + counted(agent, "values", Fate.SENT))
                    .isEqualTo(100));
            assertThat(counted(agent, "batches", Fate.REFUSED)).isEqualTo(1);
            assertThat(health(agent).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void keepsWhatIsSentWithWrongCredentialsUntilTheyAreRight() throws IOException {
        Path token = Files.writeString(state.resolve("token"), "wrong");
        platform.behave(exchange -> {
            boolean right = "Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            FailingPlatform.answer(right ? 200 : 401, right ? "" : "Who are you?")
                    .treat(exchange);
        });
        agent("token-file=" + token).run(agent -> {
            take(agent, 0, 5);
            await().untilAsserted(() ->
                    assertThat(health(agent).getDetails()).containsEntry("lastError", "HTTP 401: Who are you?"));
            Files.writeString(token, "right");
            await().untilAsserted(() -> assertSent(agent, 5));
        });
    }

    @Test
    void waitsForNobodyWhoBringsReadings() {
        platform.behave(FailingPlatform.hang());
        agent().run(agent -> {
            long begin = System.nanoTime();
            take(agent, 0, 50_000);
            assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
        });
    }

    private WebApplicationContextRunner agent(String... settings) {
        WebApplicationContextRunner runner = runner().withPropertyValues(
                        "rightlink.monitoring.forward.url=" + platform.url(),
                        "rightlink.monitoring.forward.batch-age=10ms",
                        "rightlink.monitoring.forward.retry-first=5ms",
                        "rightlink.monitoring.forward.retry-most=50ms");
        for (String setting : settings) {
            runner = runner.withPropertyValues("rightlink.monitoring.forward." + setting);
        }
        return runner;
    }

    private WebApplicationContextRunner runner() {
        return AssembledAgent.in(state)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new, definition -> definition.setPrimary(true))
                .withBean("meterClock", Clock.class, () -> Clock.SYSTEM)
                .withBean(PrometheusRegistry.class)
                .withBean(Workloads.class, () -> List::of);
    }

    private static void take(ApplicationContext agent, long from, long to) {
        ValueSink sink = agent.getBean(Forwarding.class);
        numbers(from, to).forEach(number -> sink.take(Numbered.reading(Origin.RECEIVED, number)));
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private List<Long> firstArrivals() {
        return Numbered.of(platform.lines()).stream().distinct().toList();
    }

    private static void assertSent(ApplicationContext agent, long values) {
        assertThat(counted(agent, "values", Fate.SENT)).isEqualTo((double) values);
        assertThat(agent.getBean(MeterRegistry.class)
                        .get("rightlink.forward.buffered")
                        .gauge()
                        .value())
                .isZero();
    }

    private static double counted(ApplicationContext agent, String what, Fate fate) {
        return agent.getBean(MeterRegistry.class)
                .get("rightlink.forward." + what)
                .tag("fate", fate.label())
                .counter()
                .count();
    }

    private static Health health(ApplicationContext agent) {
        return Objects.requireNonNull(
                agent.getBean("forwardHealthIndicator", HealthIndicator.class).health(true));
    }
}
