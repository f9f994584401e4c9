package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunThreadsTest {

    private final RunThreads threads = new RunThreads(64);
    private final List<Integer> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void doesWhatOneThreadIsGivenInOrder() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(100);
        IntStream.range(0, 100)
                .forEach(i -> threads.enqueue("default", "run", () -> {
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
                .forEach(thread -> threads.enqueue(thread, "run", () -> {
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
        threads.enqueue("default", "run", () -> await(queued));
        threads.enqueue("default", "run", () -> {
            throw new IllegalStateException("a bug");
        });
        threads.enqueue("default", "run", () -> {
            throw new AssertionError("worse than a bug");
        });
        threads.enqueue("default", "run", end::countDown);
        queued.countDown();

        assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void beginsNothingOnceItIsClosed() {
        CountDownLatch queued = new CountDownLatch(1);
        threads.enqueue("default", "run", () -> await(queued));
        threads.enqueue("default", "run", () -> done.add(1));
        Thread closing = Thread.startVirtualThread(threads::close);
        org.awaitility.Awaitility.await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        queued.countDown();

        threads.close();

        assertThat(done).isEmpty();
    }

    @Test
    void hasNoMoreUnderWayThanMayBe() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(200);
        try (RunThreads bounded = new RunThreads(3)) {
            for (int i = 0; i < 200; i++) {
                bounded.enqueue("thread" + i % 20, "run" + i, () -> {
                    done.add(now.incrementAndGet());
                    LockSupport.parkNanos(500_000);
                    now.decrementAndGet();
                    end.countDown();
                });
            }

            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(done).hasSize(200).allMatch(underWay -> underWay <= 3);
    }

    @Test
    void givesThreadsTheirTurnsInTheOrderInWhichTheyWaited() throws InterruptedException {
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(5);
        try (RunThreads bounded = new RunThreads(1)) {
            bounded.enqueue("a", "stuck", () -> await(queued));
            List.of("a1", "a2", "b1", "b2", "c1")
                    .forEach(id -> bounded.enqueue(id.substring(0, 1), id, () -> {
                        done.add(Integer.parseInt(id, 16));
                        end.countDown();
                    }));
            queued.countDown();

            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(done).containsExactly(0xb1, 0xc1, 0xa1, 0xb2, 0xa2);
    }

    @Test
    void holdsUpNeitherTheAgentsOwnThreadsNorWhatIsTakenUpAgain() throws InterruptedException {
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(3);
        try (RunThreads bounded = new RunThreads(1)) {
            bounded.enqueue("default", "stuck", () -> await(queued));
            bounded.enqueue("waiting", "waiting", () -> done.add(1));
            bounded.enqueue("boot", "boot", end::countDown);
            bounded.enqueue("decommission", "decommission", end::countDown);
            bounded.resume("other", "taken up", end::countDown);

            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(done).isEmpty();
            queued.countDown();
        }
    }

    @Test
    void countsWhatIsTakenUpAgainAndNotTheAgentsOwnThreads() throws InterruptedException {
        CountDownLatch takenUp = new CountDownLatch(1);
        CountDownLatch booting = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (RunThreads bounded = new RunThreads(1)) {
            bounded.enqueue("boot", "stuck", () -> await(booting));
            bounded.resume("other", "taken up", () -> await(takenUp));
            bounded.resume("another", "taken up, too", () -> {});
            bounded.enqueue("default", "waiting", () -> {
                done.add(1);
                end.countDown();
            });
            assertThat(end.await(100, TimeUnit.MILLISECONDS)).isFalse();

            takenUp.countDown();

            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
            booting.countDown();
        }
    }

    @Test
    void withdrawsWhatHasNotBegunAndNothingElse() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(2);
        try (RunThreads bounded = new RunThreads(1)) {
            bounded.enqueue("a", "a0", () -> {
                begun.countDown();
                await(queued);
            });
            bounded.enqueue("a", "a1", () -> done.add(1));
            bounded.enqueue("a", "a2", end::countDown);
            bounded.enqueue("b", "b1", () -> done.add(2));
            bounded.enqueue("c", "c1", () -> done.add(3));
            bounded.enqueue("c", "c2", end::countDown);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(bounded.withdraw("a", "a0")).isFalse();
            assertThat(bounded.withdraw("a", "a1")).isTrue();
            assertThat(bounded.withdraw("a", "a1")).isFalse();
            assertThat(bounded.withdraw("b", "b1")).isTrue();
            assertThat(bounded.withdraw("c", "c1")).isTrue();
            assertThat(bounded.withdraw("d", "d1")).isFalse();
            queued.countDown();

            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(done).isEmpty();
    }

    @Test
    void beginsNothingWhileItIsHeldAndThenAllOfIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(4);
        try (RunThreads bounded = new RunThreads(1)) {
            bounded.enqueue("a", "a0", () -> {
                begun.countDown();
                await(queued);
            });
            bounded.enqueue("b", "b0", () -> done.add(0));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(bounded.hold()).containsExactly("a0");
            assertThat(bounded.hold()).containsExactly("a0");
            bounded.enqueue("boot", "boot", end::countDown);
            bounded.resume("c", "taken up", end::countDown);
            bounded.enqueue("a", "a1", end::countDown);
            assertThat(bounded.withdraw("b", "b0")).isTrue();
            queued.countDown();
            bounded.letGo();
            assertThat(end.await(100, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(end.getCount()).isEqualTo(4);
            bounded.letGo();
            bounded.enqueue("d", "d0", end::countDown);

            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
        }
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
