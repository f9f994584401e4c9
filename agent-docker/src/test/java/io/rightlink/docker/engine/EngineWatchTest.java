package io.rightlink.docker.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.EngineEvent.Subject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class EngineWatchTest {

    private static final String START = "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":\"5e37\"}}\n";

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    private final Fake listener = new Fake();
    private @Nullable EngineWatch watch;

    @AfterEach
    void stop() {
        if (watch != null) {
            watch.stop();
        }
    }

    @Test
    void hasEverythingLookedAtBeforeItSaysThatAnythingIsKnown() {
        EngineWatch following = following(recorded.engine());
        following.confirmed();
        assertThat(listener.all).hasValue(1);
    }

    @Test
    void tellsEventsThatChangeSomething() {
        tells(endless(START
                + "\n"
                + "{\"Type\":\"container\",\"Action\":\"exec_start: true\",\"Actor\":{\"ID\":\"5e37\"}}\n"
                + "{\"Type\":\"network\",\"Action\":\"connect\",\"Actor\":{\"ID\":\"9\",\"Attributes\":{\"container\":\"60\"}}}\n"
                + "{\"Type\":\"network\",\"Action\":\"create\",\"Actor\":{\"ID\":\"9\"}}\n"
                + "{\"Type\":\"volume\",\"Action\":\"mount\",\"Actor\":{\"ID\":\"data\"}}\n"
                + "{\"Type\":\"pod\",\"Action\":\"start\",\"Actor\":{\"ID\":\"5e37\"}}\n"
                + "{\"Type\":\"container\",\"Action\":\"die\"}\n"
                + "[]\n"
                + "{\"Type\":\"image\",\"Action\":\"tag\",\"Actor\":{\"ID\":\"sha256:81\"}}\n"));
        following(recorded.engine());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(listener.events)
                .containsExactly(
                        new EngineEvent(Subject.CONTAINER, "start", "5e37"),
                        new EngineEvent(Subject.CONTAINER, "connect", "60"),
                        new EngineEvent(Subject.IMAGE, "tag", "sha256:81")));
    }

    static Stream<ResponseDefinitionBuilder> breaks() {
        return Stream.of(
                aResponse().withBody(START),
                aResponse().withBody(START + START.substring(0, 30)),
                aResponse().withBody(START + "{\"Type\": container}\n" + "\n".repeat(100)),
                aResponse().withBody(START).withHeader("Content-Length", "1000"),
                aResponse().withBody("<html><body>It works!</body></html>"),
                aResponse().withStatus(500).withBody("{\"message\":\"no\"}"),
                aResponse().withStatus(500).withBody("runtime error: invalid memory address"),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** The end, in the middle of an event, and what no event looks like. */
    @ParameterizedTest
    @MethodSource("breaks")
    void looksAtEverythingAgainOnceEventsMayHaveBeenLost(ResponseDefinitionBuilder broken) {
        recorded.server()
                .stubFor(get(urlPathEqualTo(RecordedEngine.API + "/events"))
                        .atPriority(1)
                        .inScenario("breaks")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(broken));
        EngineWatch following = following(recorded.engine());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> recorded.server()
                .verify(2, getRequestedFor(urlPathEqualTo(RecordedEngine.API + "/events"))));
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.all.get() > 0);
        following.confirmed();
        assertThat(listener.all).hasValueBetween(1, 2);
    }

    @Test
    void saysWhyAndSinceWhenItCannotTellAndTriesOn() {
        listener.problem = new UnavailableException("docker-failed", "Docker failed: database is locked");
        EngineWatch following = following(recorded.engine());
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(following::confirmed)
                .withMessageMatching("Docker failed: database is locked \\(since 2.*Z\\)");
        listener.problem = null;
        await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> following.confirmed() != null);
    }

    @Test
    void asksSeldomWhileThereIsNoEngine(@TempDir Path directory) {
        EngineWatch following =
                following(Engines.at(URI.create("unix://" + directory.resolve("docker.sock")), Duration.ofSeconds(10)));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(following::confirmed)
                .withMessageContaining("there is no socket");
    }

    @Test
    void looksAtAnEngineThatTellsNoEventsAndSaysSo() {
        tells(aResponse().withStatus(403).withBody("{\"message\":\"events are forbidden\"}"));
        watch = Engines.watch(recorded.engine(), Duration.ofMillis(200), Duration.ofMinutes(5));
        EngineWatch looking = watch;
        looking.listen(listener);
        looking.start();
        assertThat(looking.confirmed()).isAfter(Instant.EPOCH);
        assertThat(looking.sight().gap()).hasValueSatisfying(gap -> assertThat(gap.words())
                .matches("Docker doesn't tell its events: Docker refused: events are forbidden \\(since 2.*Z\\)"));
        Instant since = looking.sight().gap().orElseThrow().since();
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.all.get() > 2);
        assertThat(looking.sight().gap().orElseThrow().since()).isEqualTo(since);
        recorded.server().resetRequests();
        tells(endless(""));
        await().atMost(Duration.ofSeconds(10)).until(() -> looking.sight().gap().isEmpty());
    }

    @Test
    void keepsWhatItKnewWhileItLooksAtEverythingAgain() throws Exception {
        EngineWatch following = following(recorded.engine());
        Instant asOf = following.confirmed();
        listener.slow = new CountDownLatch(1);
        following.distrust(new UnavailableException("docker-failed", "Docker failed: layer not known"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> following.sight().gap().isPresent());
        assertThat(following.sight().asOf()).isEqualTo(asOf);
        assertThat(following.sight().gap().orElseThrow().reason()).isEqualTo("Docker failed: layer not known");
        FutureTask<Instant> confirmed = new FutureTask<>(following::confirmed);
        Thread.ofVirtual().start(confirmed);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> confirmed.get(200, TimeUnit.MILLISECONDS));
        listener.slow.countDown();
        assertThat(confirmed.get()).isAfter(asOf);
        assertThat(following.sight().gap()).isEmpty();
    }

    @Test
    void triesAtOnceWhenItIsToldToAndHasCallersWaitForIt() {
        listener.problem = new UnavailableException("docker-off", "Docker is off");
        EngineWatch following = following(recorded.engine());
        await().atMost(Duration.ofSeconds(15)).until(() -> listener.failures.get() > 6);
        listener.problem = null;
        following.tryNow();
        assertThat(following.confirmed()).isNotNull();
    }

    @Test
    void tellsWhenTheEngineIsLostAndFollowedAgain() {
        List<String> told = new CopyOnWriteArrayList<>();
        watch = Engines.watch(
                recorded.engine(),
                (type, news) -> told.add(type + " " + news),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5));
        watch.listen(listener);
        watch.start();
        watch.confirmed();
        watch.distrust(new UnavailableException("docker-failed", "it is lost"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(told)
                .containsExactly(
                        "ENGINE Changed[state=followed, reason=Optional.empty]",
                        "ENGINE Changed[state=lost, reason=Optional[it is lost]]",
                        "ENGINE Changed[state=followed, reason=Optional.empty]"));
    }

    @Test
    void letsGoOfThoseWhoWaitWhenItStops() {
        listener.slow = new CountDownLatch(1);
        EngineWatch following = following(recorded.engine());
        FutureTask<Instant> confirmed = new FutureTask<>(following::confirmed);
        Thread.ofVirtual().start(confirmed);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> confirmed.get(200, TimeUnit.MILLISECONDS));
        following.stop();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> confirmed.get(5, TimeUnit.SECONDS))
                .withCauseInstanceOf(UnavailableException.class);
    }

    @Test
    void outlivesAnErrorOfTheAgentsOwn() {
        EngineWatch following = following(recorded.engine());
        following.confirmed();
        listener.error = new LinkageError("just in this test");
        following.distrust(new UnavailableException("docker-failed", "Docker failed: layer not known"));
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.failures.get() > 0);
        listener.error = null;
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.all.get() == 2);
        assertThat(following.confirmed()).isNotNull();
    }

    @Test
    void looksAtEverythingAgainWhenAnEventCouldNotBeHeardForAnErrorOfTheAgentsOwn() {
        listener.deaf = new LinkageError("just in this test");
        tells(endless(START));
        following(recorded.engine());
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.all.get() > 1);
    }

    @Test
    void looksForWhatNoEventToldOfAndConnectsAnewInTheEnd() {
        watch = Engines.watch(recorded.engine(), Duration.ofMillis(50), Duration.ofMillis(500));
        watch.listen(listener);
        watch.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.again.get() > 2 && listener.all.get() > 1);
    }

    @Test
    void looksAtEverythingWhenItIsDistrusted() {
        EngineWatch following = following(recorded.engine());
        following.confirmed();
        following.distrust(new UnavailableException("docker-failed", "Docker failed: layer not known"));
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.all.get() == 2);
    }

    private EngineWatch following(Engine engine) {
        EngineWatch started = Engines.watch(engine, Duration.ofSeconds(60), Duration.ofMinutes(5));
        watch = started;
        started.listen(listener);
        started.start();
        return started;
    }

    private void tells(ResponseDefinitionBuilder events) {
        recorded.server()
                .stubFor(get(urlPathEqualTo(RecordedEngine.API + "/events"))
                        .atPriority(1)
                        .willReturn(events));
    }

    private static ResponseDefinitionBuilder endless(String events) {
        return aResponse().withBody(events + "\n".repeat(20_000)).withChunkedDribbleDelay(1_000, 60_000);
    }

    /** Counts how often it is to look, and fails if it is told to. */
    private static final class Fake implements EngineListener {

        private final AtomicInteger all = new AtomicInteger();
        private final AtomicInteger again = new AtomicInteger();
        private final List<EngineEvent> events = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile @Nullable UnavailableException problem;
        private volatile @Nullable Error error;
        private volatile @Nullable Error deaf;
        private volatile CountDownLatch slow = new CountDownLatch(0);

        @Override
        public void lookAtAll() {
            UnavailableException failure = problem;
            if (failure != null) {
                failures.incrementAndGet();
                throw failure;
            }
            Error mishap = error;
            if (mishap != null) {
                failures.incrementAndGet();
                throw mishap;
            }
            awaitQuietly(slow);
            all.incrementAndGet();
        }

        @Override
        public void lookAgain() {
            again.incrementAndGet();
        }

        @Override
        public void onEvent(EngineEvent event) {
            Error mishap = deaf;
            if (mishap != null) {
                throw mishap;
            }
            events.add(event);
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
