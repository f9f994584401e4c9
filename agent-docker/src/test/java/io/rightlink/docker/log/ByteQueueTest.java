package io.rightlink.docker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ByteQueueTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ByteQueue queue = new ByteQueue(7);
    private final byte[] into = new byte[5];

    @Test
    void passesOnEveryByteWhateverThePieces() throws Exception {
        byte[] bytes = new byte[20_000];
        new Random(20261122).nextBytes(bytes);
        Thread writer = Thread.ofVirtual().start(() -> putInPieces(bytes));
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        for (int length = queue.take(into, LONG); length >= 0; length = queue.take(into, LONG)) {
            taken.write(into, 0, length);
        }
        writer.join();
        assertThat(taken.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void waitsOnlyForSoLong() throws InterruptedException {
        long before = System.nanoTime();
        assertThat(queue.take(into, Duration.ofMillis(50))).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void holdsUpWhoeverWritesTooMuch() throws Exception {
        FutureTask<Boolean> writing = new FutureTask<>(() -> {
            queue.put(new byte[8], 8);
            return true;
        });
        Thread writer = Thread.ofVirtual().start(writing);
        assertThat(writer.join(Duration.ofMillis(100))).isFalse();
        assertThat(queue.take(into, LONG)).isEqualTo(5);
        assertThat(writing.get()).isTrue();
    }

    @Test
    void tellsOfAFailureOnlyBehindWhatThereWasBefore() throws InterruptedException {
        queue.put(new byte[] {1, 2}, 2);
        queue.end(new IllegalStateException("broken off"));
        queue.end(null);
        assertThat(queue.take(into, LONG)).isEqualTo(2);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> queue.take(into, LONG))
                .withMessage("broken off");
    }

    @Test
    void wakesWhoeverWaitsWhenItEnds() throws InterruptedException {
        Thread.ofVirtual().start(() -> queue.end(null));
        assertThat(queue.take(into, LONG)).isEqualTo(-1);
    }

    private void putInPieces(byte[] bytes) {
        Random random = new Random(1);
        try {
            byte[] piece = new byte[20];
            for (int sent = 0; sent < bytes.length; ) {
                int length = Math.min(random.nextInt(piece.length + 1), bytes.length - sent);
                System.arraycopy(bytes, sent, piece, 0, length);
                queue.put(piece, length);
                sent += length;
            }
            queue.end(null);
        } catch (InterruptedException e) {
            queue.end(new IllegalStateException(e));
        }
    }
}
