package io.rightlink.systemd.unit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An answer of systemd's that is kept until something has changed, or for so long. Safe for any thread. */
final class Kept<T> {

    /**
     * What systemd said.
     *
     * @param asOf when it was asked
     * @param change how many changes had been told of then
     */
    record Answer<T>(T value, Instant asOf, long change) {}

    private final Supplier<T> question;
    private final Duration longest;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer<T> kept;

    /** @param longest how old an answer may be of which no change was told: signals get lost */
    Kept(Supplier<T> question, Duration longest, Clock clock) {
        this.question = question;
        this.longest = longest;
        this.clock = clock;
    }

    Answer<T> get() {
        return current().orElseGet(this::askOnce);
    }

    /** Makes the next caller ask systemd again. */
    void forget() {
        changes.incrementAndGet();
    }

    private Optional<Answer<T>> current() {
        return Optional.ofNullable(kept)
                .filter(answer -> answer.change() == changes.get()
                        && clock.instant().isBefore(answer.asOf().plus(longest)));
    }

    /** Asks, unless somebody else has while this caller waited for its turn. */
    private Answer<T> askOnce() {
        asking.lock();
        try {
            return current().orElseGet(this::ask);
        } finally {
            asking.unlock();
        }
    }

    private Answer<T> ask() {
        long change = changes.get();
        Instant asOf = clock.instant();
        Answer<T> answer = new Answer<>(question.get(), asOf, change);
        kept = answer;
        return answer;
    }
}
