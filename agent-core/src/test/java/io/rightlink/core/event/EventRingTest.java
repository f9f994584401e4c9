package io.rightlink.core.event;

import static io.rightlink.core.event.EventType.CONTAINER;
import static io.rightlink.core.event.EventType.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Following;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class EventRingTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String LIFE = "00000000000000aa";
    private static final Set<EventType> ALL = EnumSet.allOf(EventType.class);
    private static final Optional<EventId> FROM_NOW_ON = Optional.empty();

    @Test
    void tellsEverybodyWhatIsPublishedFromNowOn() throws Exception {
        EventRing ring = ring(8);
        run(ring, "before");
        try (Following<byte[]> one = ring.follow(ALL, FROM_NOW_ON);
                Following<byte[]> other = ring.follow(ALL, FROM_NOW_ON)) {
            run(ring, "7");

            for (Following<byte[]> reader : List.of(one, other)) {
                assertThat(sent(reader)).isEqualTo(":\nid: " + id(1) + "\n\n");
                assertThat(sent(reader)).isEqualTo("id: " + id(2) + """

                        event: run
                        data: {"at":"2026-01-02T03:04:05Z","type":"run","id":"7"}

                        """);
                assertThat(reader.hasNext()).isFalse();
            }
        }
    }

    @Test
    void goesOnRightBehindTheLastEvent() throws Exception {
        EventRing ring = ring(8);
        runs(ring, 5);

        assertThat(ids(ring, ALL, place(LIFE, 2))).containsExactly("3", "4", "5");
        assertThat(ids(ring, ALL, place(LIFE, 5))).isEmpty();
        assertThat(ids(ring, ALL, place(LIFE, 0))).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void saysHowManyAreHeldNoMore() throws Exception {
        EventRing ring = ring(3);
        runs(ring, 10);
        EventId longAgo = new EventId(LIFE, 2, NOW.minusSeconds(60));

        assertThat(all(ring.follow(ALL, Optional.of(longAgo))))
                .first()
                .asString()
                .isEqualTo("id: " + id(7) + """

                        event: missed
                        data: {"at":"2026-01-02T03:04:05Z","type":"missed","reason":"these events are held no more","since":"2026-01-02T03:03:05Z","until":"2026-01-02T03:04:05Z","count":5}

                        """);
        assertThat(ids(ring, ALL, Optional.of(longAgo))).containsExactly("missed", "8", "9", "10");
        assertThat(ids(ring, ALL, place(LIFE, 7)))
                .as("the place that it was sent")
                .containsExactly("8", "9", "10");
    }

    @Test
    void saysThatTheAgentWasStartedAnewAndTellsAllOfThisLife() throws Exception {
        EventRing ring = ring(8);
        runs(ring, 2);

        List<String> sent = all(ring.follow(ALL, place("00000000000000bb", 900)));

        assertThat(sent.getFirst()).contains("\"the agent was started anew\"").doesNotContain("count");
        assertThat(sent).hasSize(3);
    }

    @Test
    void tellsASlowReaderInMidStreamWhatItHasMissed() throws Exception {
        EventRing ring = ring(3);
        try (Following<byte[]> slow = ring.follow(ALL, FROM_NOW_ON)) {
            run(ring, "1");
            assertThat(sent(slow)).startsWith(":\n");
            assertThat(sent(slow)).contains("\"id\":\"1\"");
            runs(ring, 9);

            assertThat(sent(slow))
                    .contains("event: missed")
                    .contains("too slow")
                    .contains("\"count\":6");
            assertThat(all(slow)).hasSize(3).last().asString().contains("\"id\":\"9\"");
        }
    }

    @Test
    void tellsOnlyWhatIsWantedAndResumesBehindTheRest() throws Exception {
        EventRing ring = ring(8);
        try (Following<byte[]> reader = ring.follow(EnumSet.of(CONTAINER), FROM_NOW_ON)) {
            assertThat(sent(reader)).contains(id(0));
            runs(ring, 3);
            assertThat(reader.hasNext()).isFalse();
            assertThat(new String(reader.next(Duration.ofMillis(1)).orElseThrow(), StandardCharsets.UTF_8))
                    .as("a heartbeat")
                    .isEqualTo(":\nid: " + id(3) + "\n\n");
            ring.publish(CONTAINER, Map.of("id", "c"));
            assertThat(sent(reader)).contains("event: container\n").contains(id(4));
        }
    }

    @Test
    void wakesAReaderThatWaits() throws Exception {
        EventRing ring = ring(8);
        try (Following<byte[]> reader = ring.follow(ALL, FROM_NOW_ON)) {
            assertThat(sent(reader)).contains(id(0));
            FutureTask<String> waiting = new FutureTask<>(() -> sent(reader));
            Thread thread = Thread.startVirtualThread(waiting);
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            run(ring, "7");
            assertThat(waiting.get(5, TimeUnit.SECONDS)).contains("\"id\":\"7\"");
        }
    }

    @Test
    void holdsNotMoreThanSoManyBytes() throws Exception {
        EventRing ring = new EventRing(settings(4_096, DataSize.ofKilobytes(10)), form(), LIFE, clock());
        for (int i = 0; i < 100_000; i++) {
            ring.publish(CONTAINER, Map.of("id", "x".repeat(i % 2_000)));
            assertThat(ring.heldBytes()).isLessThanOrEqualTo(10_240);
        }
        ring.publish(CONTAINER, Map.of("id", "x".repeat(20_000)));

        assertThat(ring.heldBytes()).isZero();
        assertThat(all(ring.follow(ALL, place(LIFE, 100_000))))
                .singleElement()
                .asString()
                .contains("\"count\":1");
    }

    @Test
    void hasRoomForSoManyReadersAndNoMore() throws Exception {
        EventRing ring = ring(8);
        Following<byte[]> first = ring.follow(ALL, FROM_NOW_ON);
        Following<byte[]> second = ring.follow(ALL, FROM_NOW_ON);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> ring.follow(ALL, FROM_NOW_ON))
                .withMessageContaining("2 do already");
        first.close();
        first.close();
        ring.follow(ALL, FROM_NOW_ON).close();
        ring.follow(ALL, FROM_NOW_ON).close();
        second.close();
    }

    @Test
    void refusesAPlaceThatNobodyWasSent() {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> ring(8).follow(ALL, place(LIFE, 1)))
                .withMessageContaining("Last-Event-ID");
    }

    @Test
    void neverFailsWhoPublishes() throws Exception {
        EventRing ring = ring(8);
        ring.publish(RUN, "not an object");
        run(ring, "7");

        assertThat(ids(ring, ALL, place(LIFE, 0))).containsExactly("7");
    }

    @Test
    void endsWithTheAgentWhenAllIsTold() throws Exception {
        EventRing ring = ring(8);
        try (Following<byte[]> reader = ring.follow(ALL, FROM_NOW_ON)) {
            run(ring, "7");
            ring.close();

            assertThat(sent(reader)).startsWith(":\n");
            assertThat(reader.hasEnded()).isFalse();
            assertThat(sent(reader)).contains("\"id\":\"7\"");
            assertThat(sent(reader)).startsWith(":\n");
            assertThat(reader.hasEnded()).isTrue();
        }
    }

    private static EventRing ring(int held) {
        return new EventRing(settings(held, DataSize.ofMegabytes(1)), form(), LIFE, clock());
    }

    private static EventSettings settings(int held, DataSize size) {
        return new EventSettings(held, size, 2, Duration.ofSeconds(15));
    }

    private static EventForm form() {
        return new EventForm(JsonMapper.builder()
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .build());
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static void runs(EventRing ring, int count) {
        for (int i = 1; i <= count; i++) {
            run(ring, Integer.toString(i));
        }
    }

    private static void run(EventRing ring, String id) {
        ring.publish(RUN, Map.of("id", id));
    }

    private static String id(long number) {
        return new EventId(LIFE, number, NOW).toString();
    }

    private static Optional<EventId> place(String life, long number) {
        return Optional.of(new EventId(life, number, NOW));
    }

    private static String sent(Following<byte[]> reader) throws InterruptedException {
        return new String(reader.next(Duration.ofSeconds(10)).orElseThrow(), StandardCharsets.UTF_8);
    }

    /** Returns what can be read without waiting, without the places alone. */
    private static List<String> all(Following<byte[]> reader) throws InterruptedException {
        List<String> events = new ArrayList<>();
        try (reader) {
            do {
                String next = sent(reader);
                if (next.contains("data: ")) {
                    events.add(next);
                }
            } while (reader.hasNext());
        }
        return events;
    }

    private static List<String> ids(EventRing ring, Set<EventType> types, Optional<EventId> after)
            throws InterruptedException {
        Pattern id = Pattern.compile("\"id\":\"(\\d+)\"");
        return all(ring.follow(types, after)).stream()
                .map(id::matcher)
                .map(found -> found.find() ? found.group(1) : "missed")
                .toList();
    }
}
