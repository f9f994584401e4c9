package io.rightlink.core.stream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An event as a reader gets it.
 *
 * @param id what the reader sends as {@code Last-Event-ID} when it comes back
 * @param name its type; empty for a stream whose events are all of one kind
 * @param data one line
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>
 */
public record ServerSentEvent(String id, Optional<String> name, String data) {

    /** Returns its lines, with the empty one that ends it. */
    public byte[] toBytes() {
        String named = name.map(word -> "event: " + word + "\n").orElse("");
        return ("id: " + id + "\n" + named + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
