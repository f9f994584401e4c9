package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunThreadsTest {

    private final RunThreads threads = new RunThreads();
    private final List<Integer> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void doesWhatOneThreadIsGivenInOrder() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(100);
        IntStream.range(0, 100)
                .forEach(i -> threads.enqueue("default", () -> {
                    done.add(i);
                    end.countDown();
                }));

        assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isSorted().hasSize(100);
    }

    @Test
    void doesWhatSeveralThreadsAreGivenAtTheSameTime() throws Exception {
        CyclicBarrier all = new CyclicBarrier(4);
        CountDownLatch end = new CountDownLatch(3);
        List.of("a", "b", "c")
                .forEach(thread -> threads.enqueue(thread, () -> {
                    meet(all);
                    end.countDown();
                }));

        all.await(20, TimeUnit.SECONDS);

        assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void goesOnAfterAMishap() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch queued = new CountDownLatch(1);
        threads.enqueue("default", () -> await(queued));
        threads.enqueue("default", () -> {
            throw new IllegalStateException("a bug");
        });
        threads.enqueue("default", () -> {
            throw new AssertionError("worse than a bug");
        });
        threads.enqueue("default", end::countDown);
        queued.countDown();

        assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void beginsNothingOnceItIsClosed() {
        CountDownLatch queued = new CountDownLatch(1);
        threads.enqueue("default", () -> await(queued));
        threads.enqueue("default", () -> done.add(1));
        Thread closing = Thread.startVirtualThread(threads::close);
        org.awaitility.Awaitility.await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        queued.countDown();

        threads.close();

        assertThat(done).isEmpty();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
