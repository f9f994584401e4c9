package io.rightlink.core.event;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Following;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * The newest events, in memory, bounded in number and size. A reader is a place among them, and has no queue of its own: who is too slow
 * is told how many it has missed. Safe for any thread.
 */
final class EventRing implements Events {

    private static final Logger LOG = LoggerFactory.getLogger(EventRing.class);

    /**
     * What there is from a place on.
     *
     * @param event the first that is wanted; none if there is none yet
     * @param before how many had been told before that one, or in all
     * @param missed how many between are held no more, wanted or not
     */
    record Look(Optional<HeldEvent> event, long before, long missed, Instant oldest) {
        boolean hasSomething() {
            return event.isPresent() || missed > 0;
        }
    }

    private final EventSettings settings;
    private final EventForm form;
    private final Clock clock;
    private final String life;
    private final Instant born;
    private final Semaphore room;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final @Nullable HeldEvent[] ring;

    /** How many have been told in all; the one of the number n is in the ring at (n - 1) modulo its length. */
    private long told;

    private long forgotten;
    private long bytes;
    private volatile boolean closed;

    /** @param life which of the agent's lives this is, 16 hexadecimal digits */
    EventRing(EventSettings settings, EventForm form, String life, Clock clock) {
        this.settings = settings;
        this.form = form;
        this.clock = clock;
        this.life = life;
        this.born = now();
        this.room = new Semaphore(settings.readers());
        this.ring = new HeldEvent[settings.held()];
    }

    @Override
    public void publish(EventType type, Object data) {
        try {
            Instant at = now();
            append(at, type, form.text(at, type.label(), data));
        } catch (RuntimeException e) {
            LOG.error("Cannot tell an event of the type '{}'", type.label(), e);
        }
    }

    /**
     * Begins to follow; the caller closes what it gets.
     *
     * @param after the last event that is known; without it, what is published from now on is told
     * @throws InvalidException if no such event was sent
     * @throws UnavailableException if too many follow already
     */
    Following<byte[]> follow(Set<EventType> types, Optional<EventId> after) {
        long latest = told();
        after.filter(id -> id.life().equals(life) && id.number() > latest).ifPresent(id -> {
            throw EventId.unknown(id.toString());
        });
        if (!room.tryAcquire()) {
            throw new UnavailableException(
                    "too-many-readers", "Cannot follow the events: " + settings.readers() + " do already");
        }
        return new EventReading(this, form, types, after.orElseGet(() -> idAt(latest)), room::release);
    }

    /** Ends those who follow, so that nobody waits for them when the agent ends. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    boolean isOfThisLife(EventId id) {
        return id.life().equals(life);
    }

    Instant born() {
        return born;
    }

    /** Returns the id of a place as it is now: that many had been told. */
    EventId idAt(long number) {
        return new EventId(life, number, now());
    }

    /** Returns what is there behind so many events. */
    Look look(long before, Set<EventType> types) {
        lock.lock();
        try {
            long next = Math.max(before, forgotten);
            while (next < told && !types.contains(at(next).type())) {
                next++;
            }
            Optional<HeldEvent> event = next < told ? Optional.of(at(next)) : Optional.empty();
            Instant oldest = forgotten < told ? at(forgotten).id().at() : now();
            return new Look(event, next, Math.max(0, forgotten - before), oldest);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something, nobody is told anything any more, or time is up. */
    Look await(long before, Set<EventType> types, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            Look look = look(before, types);
            while (!look.hasSomething() && left > 0 && !closed) {
                left = changed.awaitNanos(left);
                look = look(look.before(), types);
            }
            return look;
        } finally {
            lock.unlock();
        }
    }

    /** Tells how many bytes are held, as they are sent. */
    long heldBytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private long told() {
        lock.lock();
        try {
            return told;
        } finally {
            lock.unlock();
        }
    }

    private void append(Instant at, EventType type, String data) {
        lock.lock();
        try {
            if (told - forgotten == ring.length) {
                forgetOldest();
            }
            HeldEvent event = new HeldEvent(new EventId(life, told + 1, at), type, data);
            ring[slot(told)] = event;
            told++;
            bytes += event.bytes().length;
            while (bytes > settings.heldSize().toBytes()) {
                forgetOldest();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        bytes -= at(forgotten).bytes().length;
        ring[slot(forgotten)] = null;
        forgotten++;
    }

    private HeldEvent at(long before) {
        return Objects.requireNonNull(ring[slot(before)]);
    }

    private int slot(long before) {
        return (int) (before % ring.length);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
