package io.rightlink.monitoring.forward;

import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.ValueSink;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** The way of a reading to the platform. Works from the start of the agent to its stop. Safe for any thread. */
final class Forwarding implements ValueSink, SmartLifecycle, AutoCloseable {

    private final QueuedReadings readings;
    private final BatchQueue queue;
    private final Platform platform;
    private final Sender sender;
    private volatile boolean running;

    Forwarding(QueuedReadings readings, BatchQueue queue, Platform platform, Sender sender) {
        this.readings = readings;
        this.queue = queue;
        this.platform = platform;
        this.sender = sender;
    }

    @Override
    public void take(Reading reading) {
        readings.take(reading);
    }

    Optional<Sender.Trouble> trouble() {
        return sender.trouble();
    }

    String place() {
        return platform.place();
    }

    long bufferedBytes() {
        return queue.bytes();
    }

    @Override
    public void start() {
        running = true;
        readings.start();
        sender.start();
    }

    @Override
    public void stop() {
        running = false;
        readings.close();
        sender.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** It can't begin again once it has stopped. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public void close() {
        platform.close();
        queue.close();
    }
}
