package io.rightlink.systemd.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.EventStream;
import io.rightlink.core.stream.Following;
import io.rightlink.core.testing.Golden;
import io.rightlink.systemd.unit.UnitName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest
class JournalControllerTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String PATH = "/v1/units/web.service/journal";
    private static final Cursor PLACE = new Cursor("s=818367cb22c34b1a91db76873c1e108d;i=85;"
            + "b=8236c512df8343cabe75878b169c9ba1;m=295a01118;t=660df1f96c560;x=8e95d468834c96d4");

    private static final List<JournalEntry> ENTRIES = List.of(
            new JournalEntry(NOW.plusNanos(1_000), 6, 123L, "sh", "hello\nworld \uFFFD"),
            new JournalEntry(NOW.plusNanos(2_000), null, null, null, null));

    @Autowired
    MockMvcTester api;

    @Autowired
    TwoEntries journal;

    @BeforeEach
    void bringJournalBack() {
        journal.reason = null;
        journal.gone = false;
        journal.entries = ENTRIES;
        journal.after = Optional.empty();
    }

    @Test
    void showsEntries() throws IOException {
        Golden.assertJson("journal", body(api.get().uri(PATH).exchange()));
        assertThat(journal.query).isEqualTo(new JournalQuery(new UnitName("web.service"), null, 100, null));
    }

    @Test
    void passesTheParametersOn() {
        assertThat(api.get().uri(PATH + "?since=5m&lines=7&priority=err")).hasStatusOk();

        assertThat(journal.query)
                .isEqualTo(new JournalQuery(
                        new UnitName("web.service"), NOW.minus(Duration.ofMinutes(5)), 7, new Priority(3)));
    }

    @ParameterizedTest
    @CsvSource({
        "since=yesterday, since",
        "since=5, since",
        "lines=0, lines",
        "lines=-1, lines",
        "lines=5001, lines",
        "lines=x, lines",
        "priority=8, priority",
        "priority=-1, priority",
        "priority=loud, priority",
        "priority=err..info, priority",
        "follow=perhaps, follow"
    })
    void namesTheParameterThatIsWrong(String query, String name) {
        for (String more : List.of("", "&follow=true")) {
            MvcTestResult answer = api.get().uri(PATH + "?" + query + more).exchange();

            assertProblem(answer, 400, "invalid-parameter");
            assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains(name);
        }
    }

    @Test
    void saysWhyThereIsMore() {
        journal.reason = "it is too much";

        MvcTestResult answer = api.get().uri(PATH).exchange();

        assertThat(answer).bodyJson().extractingPath("$.complete").isEqualTo(false);
        assertThat(answer).bodyJson().extractingPath("$.reason").isEqualTo("it is too much");
    }

    @Test
    void saysThatThereIsNoJournal() {
        journal.gone = true;

        for (String query : List.of("", "?follow=true")) {
            assertProblem(api.get().uri(PATH + query).exchange(), 503, "journal-unavailable");
        }
    }

    @Test
    void sendsEventsToThoseWhoFollow() throws IOException {
        MvcTestResult answer = api.get().uri(PATH + "?follow=true").exchange();

        assertThat(answer).hasStatusOk().hasContentType("text/event-stream;charset=UTF-8");
        assertThat(answer).hasHeader("Cache-Control", "no-store");
        assertThat(body(answer)).isEqualTo(":\n\n" + """
                id: PLACE
                data: {"at":"2026-01-02T03:04:05.000001Z","priority":6,"pid":123,"identifier":"sh","message":"hello\\nworld \uFFFD"}

                id: PLACE
                data: {"at":"2026-01-02T03:04:05.000002Z"}

                """.replace("PLACE", PLACE.value()) + ":\n\n");
        assertThat(journal.closed).isTrue();
    }

    @Test
    void goesOnAfterTheLastEvent() {
        assertThat(api.get().uri(PATH + "?follow=true").header("Last-Event-ID", PLACE.value()))
                .hasStatusOk();

        assertThat(journal.after).contains(PLACE);
    }

    @ParameterizedTest
    @CsvSource({"x", "''", "s=1;i=2", "--root=/"})
    void refusesWhatIsNoPlace(String place) {
        MvcTestResult answer = api.get()
                .uri(PATH + "?follow=true")
                .header("Last-Event-ID", place)
                .exchange();

        assertProblem(answer, 400, "invalid-parameter");
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains("Last-Event-ID");
    }

    @Test
    void sendsNoEventsToWhoAsksForTheHeaders() throws IOException {
        MvcTestResult answer = api.head().uri(PATH + "?follow=true").exchange();

        assertThat(answer).hasStatusOk().hasContentType("text/event-stream;charset=UTF-8");
        assertThat(body(answer)).isEmpty();
        assertThat(journal.closed).isTrue();
    }

    @Test
    void answersSoManyAtOnceUntilAllIsSent() throws Exception {
        CountDownLatch reading = new CountDownLatch(AnswerRoom.MOST);
        CountDownLatch go = new CountDownLatch(1);
        journal.entries = new SlowlySent(reading, go);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<MvcTestResult>> answers = Stream.generate(
                            () -> readers.submit(() -> api.get().uri(PATH).exchange()))
                    .limit(AnswerRoom.MOST)
                    .toList();
            try {
                assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
                journal.entries = ENTRIES;

                assertProblem(api.get().uri(PATH).exchange(), 503, "too-many-readers");
            } finally {
                go.countDown();
            }
            for (Future<MvcTestResult> answer : answers) {
                assertThat(answer.get()).hasStatusOk();
            }
        }
        for (int i = 0; i <= AnswerRoom.MOST; i++) {
            assertThat(api.get().uri(PATH)).hasStatusOk();
        }
    }

    @Test
    void leavesTheRoomOfAnAnswerThatFailed() {
        journal.gone = true;

        for (int i = 0; i <= AnswerRoom.MOST; i++) {
            assertProblem(api.get().uri(PATH).exchange(), 503, "journal-unavailable");
        }
    }

    private static String body(MvcTestResult answer) throws IOException {
        return answer.getResponse().getContentAsString();
    }

    private static void assertProblem(MvcTestResult answer, int status, String type) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:rightlink:problem:" + type);
    }

    /** Entries whose reader takes the first only when it may. */
    private static final class SlowlySent extends AbstractList<JournalEntry> {

        private final CountDownLatch reading;
        private final CountDownLatch go;

        SlowlySent(CountDownLatch reading, CountDownLatch go) {
            this.reading = reading;
            this.go = go;
        }

        @Override
        public JournalEntry get(int index) {
            reading.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return ENTRIES.get(index);
        }

        @Override
        public int size() {
            return ENTRIES.size();
        }
    }

    /** Whatever is asked for. */
    static final class TwoEntries implements Journal {

        private boolean gone;
        private volatile List<JournalEntry> entries = ENTRIES;
        private boolean closed;
        private @Nullable String reason;
        private @Nullable JournalQuery query;
        private Optional<Cursor> after = Optional.empty();

        @Override
        public Listing<JournalEntry> entries(JournalQuery query) {
            requireJournal();
            this.query = query;
            return new Listing<>(NOW, reason == null, reason, entries);
        }

        @Override
        public List<JournalEntry> last(UnitName unit, Instant since, int lines) {
            return ENTRIES;
        }

        @Override
        public Following<JournalEvent> follow(JournalQuery query, Optional<Cursor> after) {
            requireJournal();
            this.query = query;
            this.after = after;
            closed = false;
            return new Both();
        }

        private void requireJournal() {
            if (gone) {
                throw new UnavailableException("journal-unavailable", "Cannot read the journal");
            }
        }

        /** Both, and the end. */
        private final class Both implements Following<JournalEvent> {

            private final Queue<JournalEntry> left = new ArrayDeque<>(ENTRIES);
            private boolean ended;

            @Override
            public Optional<JournalEvent> next(Duration patience) {
                Optional<JournalEvent> next =
                        Optional.ofNullable(left.poll()).map(entry -> new JournalEvent(PLACE, entry));
                ended = next.isEmpty();
                return next;
            }

            @Override
            public boolean hasEnded() {
                return ended;
            }

            @Override
            public boolean hasNext() {
                return !left.isEmpty();
            }

            @Override
            public void close() {
                closed = true;
            }
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        TwoEntries journal() {
            return new TwoEntries();
        }

        @Bean
        WebMvcConfigurer journalAnswersSent() {
            return new JournalAutoConfiguration().journalAnswersSent();
        }

        @Bean
        JournalController journalController(Journal journal, JsonMapper json) {
            return new JournalController(
                    journal,
                    new AnswerRoom(Duration.ofMillis(50)),
                    new EventStream<>(Duration.ofSeconds(15), event -> event.toBytes(json)),
                    Clock.fixed(NOW, ZoneOffset.UTC));
        }
    }
}
