package io.rightlink.docker.log;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A few bytes on their way from one thread to another; who writes waits while it is full. Safe for any thread. */
final class ByteQueue {

    private final byte[] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int first;
    private int count;
    private boolean ended;
    private @Nullable RuntimeException failure;

    ByteQueue(int capacity) {
        this.ring = new byte[capacity];
    }

    /** Adds the first bytes of an array, and waits until there was room for all of them. */
    void put(byte[] bytes, int length) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            int added = 0;
            while (added < length) {
                while (count == ring.length) {
                    changed.await();
                }
                added += add(bytes, added, length - added);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has whoever takes come to an end behind what there is: with a failure, or well. Only the first end counts. */
    void end(@Nullable RuntimeException reason) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = reason;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes as many bytes as there are and fit; none if none come in time, and -1 at the end; throws the failure that it ended with. */
    int take(byte[] into, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (count == 0 && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (count > 0) {
                return remove(into);
            }
            return ended ? endOrFailure() : 0;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return count == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Copies as much as fits up to the end of the ring; the rest is for the next time. */
    private int add(byte[] bytes, int from, int length) {
        int next = (first + count) % ring.length;
        int added = Math.min(length, Math.min(ring.length - count, ring.length - next));
        System.arraycopy(bytes, from, ring, next, added);
        count += added;
        return added;
    }

    private int remove(byte[] into) {
        int taken = Math.min(into.length, Math.min(count, ring.length - first));
        System.arraycopy(ring, first, into, 0, taken);
        first = (first + taken) % ring.length;
        count -= taken;
        changed.signalAll();
        return taken;
    }

    private int endOrFailure() {
        if (failure != null) {
            throw failure;
        }
        return -1;
    }
}
