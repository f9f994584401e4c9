package io.rightlink.monitoring.value;

/** Takes each reading. Each is a bean; safe for any thread. */
@FunctionalInterface
public interface ValueSink {
    /** Takes a reading, in the order of their times for each identifier. Doesn't block, and doesn't throw: its sender waits. */
    void take(Reading reading);
}
