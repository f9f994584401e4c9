package io.rightlink.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import io.rightlink.core.store.Store;
import io.rightlink.core.testing.AssembledAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;

class StoredAuditTest {

    private static final Caller CALLER =
            new Caller(Caller.Kind.TOKEN, "ci", Role.ADMIN, "It has a token", "172.17.0.3:40122");

    @TempDir
    Path state;

    @Test
    void tellsWhoDidWhatAndWhatCameOfIt() {
        play((audit, _) -> {
            long number = audit.begins(CALLER, "PUT /v1/runs/one");
            audit.ended(number, 201);

            AuditEntry begun = entries(audit, 2).getFirst();
            assertThat(begun.number()).isEqualTo(number);
            assertThat(begun.kind()).isEqualTo(Caller.Kind.TOKEN);
            assertThat(begun.name()).isEqualTo("ci");
            assertThat(begun.role()).isEqualTo(Role.ADMIN);
            assertThat(begun.address()).isEqualTo("172.17.0.3:40122");
            assertThat(begun.action()).isEqualTo("PUT /v1/runs/one");
            AuditEntry ended = entries(audit, 2).getLast();
            assertThat(ended.of()).isEqualTo(number);
            assertThat(ended.status()).isEqualTo(201);
            assertThat(ended.action()).isNull();
        });
    }

    @Test
    void notesWhatIsOverInOneEntry() {
        play((audit, _) -> {
            audit.noted(CALLER, "was refused", 429);

            AuditEntry noted = entries(audit, 1).getFirst();
            assertThat(noted.action()).isEqualTo("was refused");
            assertThat(noted.status()).isEqualTo(429);
            assertThat(noted.address()).isEqualTo("172.17.0.3:40122");
            assertThat(noted.of()).isNull();
            assertThat(audit.verify().holds()).isTrue();
        });
    }

    @Test
    void goesOnWithTheChainAfterARestart() {
        play((audit, _) -> begin(audit, 3));
        play((audit, _) -> {
            begin(audit, 2);
            AuditVerdict verdict = audit.verify();
            assertThat(verdict.holds()).isTrue();
            assertThat(verdict.entries()).isEqualTo(5);
            assertThat(verdict.first()).isEqualTo(1);
            assertThat(verdict.head()).isEqualTo(entries(audit, 5).getLast().hash());
        });
    }

    @Test
    void holdsWithoutAnEntry() {
        play((audit, _) -> assertThat(audit.verify()).isEqualTo(new AuditVerdict(true, null, 0, "", null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE audit SET content = replace(content, 'ci', 'me') WHERE number = 3 | 3",
                "UPDATE audit SET hash = lower(hex(randomblob(32))) WHERE number = 5      | 5",
                "DELETE FROM audit WHERE number = 2                                       | 2",
                "DELETE FROM audit WHERE number = 1                                       | 1",
                "UPDATE audit SET number = number + 100 WHERE number > 4                  | 5",
                "UPDATE audit SET content = (SELECT content FROM audit WHERE number = 6) WHERE number = 4 | 4"
            })
    void tellsWhereItWasChanged(String tampering, long broken) {
        play((audit, store) -> {
            begin(audit, 6);
            int _ = store.write(db -> db.sql(tampering).update());

            assertThat(audit.verify().holds()).isFalse();
            assertThat(audit.verify().broken()).isEqualTo(broken);
        });
    }

    @Test
    void forgetsTheOldestWithoutBreakingTheChain() {
        play((audit, store) -> {
            begin(audit, 1_234);

            AuditVerdict verdict = audit.verify();
            assertThat(verdict.holds()).isTrue();
            assertThat(verdict.entries()).isBetween(100L, 110L);
            assertThat(Objects.requireNonNull(verdict.first()) + verdict.entries())
                    .isEqualTo(1_235);
            int _ = store.write(
                    db -> db.sql("UPDATE audit_anchor SET hash = 'x'").update());
            assertThat(audit.verify().broken()).isEqualTo(verdict.first());
        });
    }

    @Test
    void isOneChainWhoeverWrites() throws Exception {
        play((audit, _) -> {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 8).forEach(_ -> callers.execute(() -> begin(audit, 10)));
            }
            assertThat(audit.verify().holds()).isTrue();
            assertThat(audit.verify().entries()).isEqualTo(80);
        });
    }

    @Test
    void isReadInParts() {
        play((audit, _) -> {
            begin(audit, 7);
            assertThat(audit.list(2, 3).items()).extracting(AuditEntry::number).containsExactly(3L, 4L, 5L);
            assertThat(audit.list(7, 3).items()).isEmpty();
        });
    }

    /** The store is closed next: what somebody records meanwhile would be lost. */
    @Test
    void isNotClosedBeforeWhatIsBeingRecordedIs() {
        play((audit, store) -> {
            long number = audit.begins(CALLER, "PUT /v1/runs/one");
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch letGo = new CountDownLatch(1);
            Thread holder = Thread.ofPlatform()
                    .start(() -> store.write(db -> {
                        held.countDown();
                        return await(letGo);
                    }));
            Thread closing = Thread.ofPlatform().unstarted(((StoredAudit) audit)::close);
            try {
                held.await();
                audit.ended(number, 200);
                Awaitility.await().until(StoredAuditTest::isRecordingHeldUp);

                closing.start();
                assertThat(closing.join(Duration.ofMillis(500))).isFalse();
            } finally {
                // the store, which is closed next, waits for who holds it
                letGo.countDown();
            }
            closing.join();
            holder.join();

            assertThat(audit.list(0, 10).items()).hasSize(2);
            audit.ended(number, 201);
            assertThat(audit.list(0, 10).items()).hasSize(3);
        });
    }

    private static boolean isRecordingHeldUp() {
        return Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> thread.getKey().getName().startsWith("audit-")
                        && Stream.of(thread.getValue())
                                .anyMatch(frame -> frame.getMethodName().equals("recordOutcomes")));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void failsWhereItCannotBeWritten() {
        play((audit, store) -> {
            int _ = store.write(db -> db.sql("DROP TABLE audit").update());
            assertThatThrownBy(() -> audit.begins(CALLER, "PUT /v1/runs/one")).isInstanceOf(DataAccessException.class);
            audit.ended(1, 200);
        });
    }

    @FunctionalInterface
    private interface Scenario {
        void play(Audit audit, Store store) throws Exception;
    }

    private void play(Scenario scenario) {
        AssembledAgent.in(state)
                .withPropertyValues("rightlink.audit.kept=100")
                .run(context -> scenario.play(context.getBean(Audit.class), context.getBean(Store.class)));
    }

    private static void begin(Audit audit, int entries) {
        for (int i = 1; i <= entries; i++) {
            long _ = audit.begins(CALLER, "PUT /v1/runs/" + i);
        }
    }

    private static List<AuditEntry> entries(Audit audit, int count) {
        return Awaitility.await().until(() -> audit.list(0, 10_000).items(), all -> all.size() == count);
    }
}
