package io.rightlink.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BearerTokensTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"7200, 7139, 7141", "600, 539, 541", "100, 89, 91"})
    void asksAnewShortlyBeforeTheTokenExpires(long lifetime, long before, long after) throws Exception {
        BearerTokens tokens = tokens(() -> token(lifetime));
        BearerToken first = tokens.current();

        now.addAndGet(Duration.ofSeconds(before).toNanos());
        assertThat(tokens.current()).isSameAs(first);
        now.addAndGet(Duration.ofSeconds(after - before).toNanos());
        assertThat(tokens.current()).isNotSameAs(first);
        assertThat(asked).hasValue(2);
    }

    @Test
    void countsALifetimeFromWhenItWasAskedFor() throws Exception {
        BearerTokens tokens = tokens(() -> {
            now.addAndGet(Duration.ofSeconds(95).toNanos());
            return token(100);
        });
        BearerToken first = tokens.current();

        assertThat(tokens.current()).isNotSameAs(first);
    }

    @Test
    void forgetsATokenThatWasRefusedAndNotTheOneAfterIt() throws Exception {
        BearerTokens tokens = tokens(() -> token(7200));
        BearerToken first = tokens.current();
        tokens.forget(first);
        BearerToken second = tokens.current();
        tokens.forget(first);

        assertThat(second).isNotEqualTo(first);
        assertThat(tokens.current()).isSameAs(second);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneAsksForAllAndAllHaveWhatCameOfIt(boolean works) throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        BearerTokens tokens = tokens(() -> {
            await(answer);
            if (!works) {
                throw UnavailableException.unreachable("platform-failed", "no token");
            }
            return token(7200);
        });
        List<Thread> threads = new ArrayList<>();
        try (ExecutorService callers = Executors.newThreadPerTaskExecutor(runnable -> {
            Thread thread = Thread.ofVirtual().unstarted(runnable);
            threads.add(thread);
            return thread;
        })) {
            List<Future<BearerToken>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(callers.submit(tokens::current));
            }
            Awaitility.await().until(() -> threads.stream().allMatch(one -> one.getState() == Thread.State.WAITING));
            answer.countDown();
            for (Future<BearerToken> one : all) {
                if (works) {
                    assertThat(one.get()).isSameAs(all.getFirst().get());
                } else {
                    assertThatThrownBy(one::get)
                            .isInstanceOf(ExecutionException.class)
                            .hasCauseInstanceOf(UnavailableException.class);
                }
            }
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAgainAfterAFailure() throws Exception {
        BearerTokens tokens = tokens(() -> {
            if (asked.get() == 1) {
                throw UnavailableException.unreachable("platform-failed", "no token");
            }
            return token(7200);
        });

        assertThatThrownBy(tokens::current).isInstanceOf(UnavailableException.class);
        assertThat(tokens.current()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX: y", "\u00e4", "\0"})
    void isNoTokenThatCannotBeSent(String value) {
        assertThatThrownBy(() -> new BearerToken(value, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new BearerToken("s3cret", Duration.ofHours(1)).toString()).doesNotContain("s3cret");
    }

    private BearerTokens tokens(Supplier<BearerToken> source) {
        return new BearerTokens(
                () -> {
                    asked.incrementAndGet();
                    return source.get();
                },
                now::get);
    }

    private BearerToken token(long seconds) {
        return new BearerToken("token-" + asked, Duration.ofSeconds(seconds));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
