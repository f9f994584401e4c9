package io.rightlink.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

class StoreHealthIndicatorTest {

    @TempDir
    Path directory;

    @AutoClose
    private SqliteStore file;

    private final AtomicInteger writes = new AtomicInteger();
    private StoreHealthIndicator health;

    @BeforeEach
    void open() {
        file = new SqliteStore(directory, List.of());
        health = new StoreHealthIndicator(new Counted());
    }

    @Test
    void looksAgainAfterASecondAndNotForEachWhoAsks() {
        for (int asked = 0; asked < 1_000; asked++) {
            assertThat(status()).isEqualTo(Status.UP);
        }
        assertThat(writes.get()).isLessThan(1_000);

        int before = writes.get();
        await().until(() -> {
            status();
            return writes.get() > before;
        });
    }

    @Test
    void looksEachTimeWhileTheStoreTakesNothing() {
        file.close();

        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(writes.get()).isEqualTo(2);
    }

    private Status status() {
        return Objects.requireNonNull(health.health()).getStatus();
    }

    private final class Counted implements Store {
        @Override
        public <T> T write(Function<JdbcClient, T> work) {
            writes.incrementAndGet();
            return file.write(work);
        }

        @Override
        public <T> T read(Function<JdbcClient, T> work) {
            return file.read(work);
        }
    }
}
