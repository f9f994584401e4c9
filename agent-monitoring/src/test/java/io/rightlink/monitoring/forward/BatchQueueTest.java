package io.rightlink.monitoring.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchQueueTest {

    @TempDir
    Path directory;

    @Test
    void keepsBatchesInTheirOrderOverARestart() throws Exception {
        try (BatchQueue queue = queue(1_000)) {
            for (int i = 0; i < 5; i++) {
                assertThat(queue.add(i, "batch " + i)).isEmpty();
            }
        }
        try (BatchQueue queue = queue(1_000)) {
            assertThat(queue.bytes()).isEqualTo(5 * 7);
            assertThat(emptied(queue)).containsExactly("batch 0", "batch 1", "batch 2", "batch 3", "batch 4");
            assertThat(queue.bytes()).isZero();
        }
    }

    @Test
    void dropsTheOldestWhenItIsFullAndTellsHowManyValuesTheyHad() throws Exception {
        try (BatchQueue queue = queue(20)) {
            queue.add(1, "a".repeat(7));
            queue.add(2, "b".repeat(7));
            assertThat(queue.add(3, "c".repeat(6))).isEmpty();
            assertThat(queue.add(4, "d".repeat(8))).containsExactly(1, 2);
            assertThat(queue.bytes()).isEqualTo(14);
            assertThat(emptied(queue)).containsExactly("cccccc", "dddddddd");
        }
    }

    @Test
    void saysThatABatchWasDroppedBeforeItWasRemoved() throws Exception {
        try (BatchQueue queue = queue(10)) {
            queue.add(1, "first");
            Batch first = queue.awaitOldest(0).orElseThrow();
            queue.add(1, "second");
            assertThat(queue.remove(first)).isFalse();
            assertThat(queue.bytes()).isEqualTo(6);
        }
    }

    @Test
    void neverUsesAnIdAgain() throws Exception {
        long first;
        try (BatchQueue queue = queue(100)) {
            queue.add(1, "a");
            first = queue.awaitOldest(0).orElseThrow().id();
            emptied(queue);
        }
        try (BatchQueue queue = queue(100)) {
            queue.add(1, "b");
            assertThat(queue.awaitOldest(0).orElseThrow().id()).isGreaterThan(first);
        }
    }

    @Test
    void isForItsOwnerOnly() throws Exception {
        try (BatchQueue queue = queue(100)) {
            queue.add(1, "a");
            for (String name : List.of("forward.db", "forward.db-wal", "forward.db-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void setsAsideWhatIsNoDatabase() throws Exception {
        Files.writeString(directory.resolve("forward.db"), "Not a database at all. ".repeat(1_000));

        try (BatchQueue queue = queue(100)) {
            queue.add(1, "a");
            assertThat(emptied(queue)).containsExactly("a");
        }
        assertThat(directory.resolve("forward.db.broken")).content().startsWith("Not a database at all. ");
    }

    @Test
    void doesNotGrowOnDiskBeyondItsBound() throws Exception {
        long bound = 400_000;
        try (BatchQueue queue = queue(bound)) {
            for (int i = 0; i < 500; i++) {
                queue.add(1, "x".repeat(4_000 + i));
            }
        }
        assertThat(Files.size(directory.resolve("forward.db"))).isLessThan(2 * bound);
    }

    private BatchQueue queue(long most) {
        return new BatchQueue(directory, most);
    }

    private static List<String> emptied(BatchQueue queue) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        Optional<Batch> oldest = queue.awaitOldest(0);
        while (oldest.isPresent()) {
            bodies.add(oldest.get().body());
            assertThat(queue.remove(oldest.get())).isTrue();
            oldest = queue.awaitOldest(0);
        }
        return bodies;
    }
}
