package io.rightlink.core.event;

import io.rightlink.core.event.EventRing.Look;
import io.rightlink.core.stream.Following;
import io.rightlink.core.stream.ServerSentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One reader's place among the events. It is sent its place first, and in every silence, so that it can come back to it without having
 * been sent an event. By one thread; any may close it.
 */
final class EventReading implements Following<byte[]> {

    private static final String MISSED = "missed";

    private final EventRing ring;
    private final EventForm form;
    private final Set<EventType> types;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean begun;
    private boolean ended;

    /** The last event that it has heard of. */
    private EventId last;

    /**
     * What a reader was not sent.
     *
     * @param since when it was told something last
     * @param until since when it is told everything
     * @param count how many, of all types; empty if that is not known
     */
    private record Missed(String reason, Instant since, Instant until, Optional<Long> count) {}

    EventReading(EventRing ring, EventForm form, Set<EventType> types, EventId after, Runnable onClose) {
        this.ring = ring;
        this.form = form;
        this.types = types;
        this.last = after;
        this.onClose = onClose;
    }

    @Override
    public Optional<byte[]> next(Duration patience) throws InterruptedException {
        boolean first = !begun;
        begun = true;
        if (!ring.isOfThisLife(last)) {
            return Optional.of(missedAnotherLife());
        }
        Look look = ring.await(last.number(), types, first ? Duration.ZERO : patience);
        if (look.missed() > 0) {
            return Optional.of(missed(look, first ? "these events are held no more" : "too slow to read"));
        }
        ended = ring.isClosed() && look.event().isEmpty();
        return Optional.of(first || look.event().isEmpty() ? place(first ? last.number() : look.before()) : take(look));
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public boolean hasNext() {
        return ring.look(last.number(), types).hasSomething();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }

    private byte[] take(Look look) {
        HeldEvent event = look.event().orElseThrow();
        last = event.id();
        return event.bytes();
    }

    /** An id alone makes no event: a reader takes note of it, and of nothing else. */
    private byte[] place(long number) {
        last = ring.idAt(number);
        return (":\nid: " + last + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Of another life nobody knows how many there were; of this one everything that is held is new. */
    private byte[] missedAnotherLife() {
        Look look = ring.look(0, types);
        Instant until = look.missed() > 0 ? look.oldest() : ring.born();
        return missed(new Missed("the agent was started anew", last.at(), until, Optional.empty()), look.before());
    }

    private byte[] missed(Look look, String reason) {
        return missed(new Missed(reason, last.at(), look.oldest(), Optional.of(look.missed())), look.before());
    }

    private byte[] missed(Missed missed, long before) {
        last = ring.idAt(before);
        String data = form.text(last.at(), MISSED, missed);
        return new ServerSentEvent(last.toString(), Optional.of(MISSED), data).toBytes();
    }
}
