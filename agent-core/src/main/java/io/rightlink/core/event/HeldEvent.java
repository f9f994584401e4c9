package io.rightlink.core.event;

import io.rightlink.core.stream.ServerSentEvent;
import java.util.Optional;

/** An event as it is sent, made once for all its readers. Immutable. */
final class HeldEvent {

    private final EventId id;
    private final EventType type;
    private final byte[] bytes;

    HeldEvent(EventId id, EventType type, String data) {
        this.id = id;
        this.type = type;
        this.bytes = new ServerSentEvent(id.toString(), Optional.of(type.label()), data).toBytes();
    }

    EventId id() {
        return id;
    }

    EventType type() {
        return type;
    }

    /** Returns what is sent; not to be changed. */
    byte[] bytes() {
        return bytes;
    }
}
