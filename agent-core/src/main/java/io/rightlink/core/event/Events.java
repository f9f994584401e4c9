package io.rightlink.core.event;

/** What happens on this host, for those who follow {@code GET /v1/events}. Safe for any thread. */
@FunctionalInterface
public interface Events {
    /**
     * Tells those who follow, now or soon. Waits for nobody, and never fails: what can't be told is in the log. Events of one thing are
     * told in the order in which they are published.
     *
     * @param data what becomes a JSON object, without {@code at} and {@code type}: the event has those
     */
    void publish(EventType type, Object data);
}
