package io.rightlink.app.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks from time to time whether something that blocks is still of use, and ends it if it isn't. Closed when that is over. */
final class Watch implements AutoCloseable {

    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * Begins to look, on a virtual thread.
     *
     * @param between how long after the beginning, and after each look, the next is
     * @param end must not block
     */
    Watch(Duration between, BooleanSupplier isUseless, Runnable end) {
        Thread.ofVirtual().name("platform-watch").start(() -> look(between, isUseless, end));
    }

    @Override
    public void close() {
        over.countDown();
    }

    private void look(Duration between, BooleanSupplier isUseless, Runnable end) {
        try {
            while (!over.await(between.toNanos(), TimeUnit.NANOSECONDS)) {
                if (isUseless.getAsBoolean()) {
                    end.run();
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
