package io.rightlink.monitoring.forward;

import io.rightlink.monitoring.tss.TssIdentity;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.ValueSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Takes readings, and makes batches of them that go to the queue on disk, on a thread of its own, so that who brings readings waits for no
 * disk. What it has in memory is lost if the agent is killed, and is written if it stops. Safe for any thread.
 */
final class QueuedReadings implements ValueSink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedReadings.class);
    private static final int MOST_WAITING = 20_000;

    private final BlockingQueue<Reading> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final BatchQueue queue;
    private final TssIdentity identity;
    private final ForwardMeters meters;
    private final long batchBytes;
    private final Duration batchAge;
    private final Thread thread = Thread.ofVirtual().name("forward-batches").unstarted(this::run);
    private volatile boolean stopped;
    private boolean failing;

    QueuedReadings(BatchQueue queue, TssIdentity identity, ForwardMeters meters, ForwardSettings settings) {
        this.queue = queue;
        this.identity = identity;
        this.meters = meters;
        this.batchBytes = settings.batchSize().toBytes();
        this.batchAge = settings.batchAge();
    }

    void start() {
        thread.start();
    }

    @Override
    public void take(Reading reading) {
        if (stopped || !waiting.offer(reading)) {
            meters.count(Fate.LOST, 0, 1);
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Lines lines = new Lines();
        try {
            while (!stopped) {
                lines.add(waiting.take());
                long end = System.nanoTime() + batchAge.toNanos();
                while (lines.bytes.size() < batchBytes) {
                    Reading next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    if (next == null) {
                        break;
                    }
                    lines.add(next);
                }
                write(lines);
                lines = new Lines();
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped while waiting");
        }
        writeRest(lines);
    }

    private void writeRest(Lines lines) {
        Lines rest = lines;
        @Nullable Reading next = waiting.poll();
        while (next != null) {
            rest.add(next);
            if (rest.bytes.size() >= batchBytes) {
                write(rest);
                rest = new Lines();
            }
            next = waiting.poll();
        }
        if (rest.values > 0) {
            write(rest);
        }
    }

    private void write(Lines lines) {
        try {
            queue.add(lines.values, lines.bytes.toString(StandardCharsets.UTF_8))
                    .forEach(values -> meters.count(Fate.DROPPED, 1, values));
            failing = false;
        } catch (DataAccessException e) {
            meters.count(Fate.LOST, 1, lines.values);
            if (!failing) {
                LOG.error("Cannot buffer values to be sent, so they are lost until it can", e);
            }
            failing = true;
        }
    }

    /** What the agent measures is of this host, as the platform calls it; who sends says himself who he is. */
    private Identifier named(Reading reading) {
        Identifier id = reading.values().id();
        return reading.origin() != Origin.BUILT_IN
                ? id
                : identity.id()
                        .map(host ->
                                new Identifier(host, id.plugin(), id.pluginInstance(), id.type(), id.typeInstance()))
                        .orElse(id);
    }

    /** A batch in the making. */
    private final class Lines {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int values;

        void add(Reading reading) {
            bytes.writeBytes(PutvalLine.of(named(reading), reading.values()).getBytes(StandardCharsets.UTF_8));
            values++;
        }
    }
}
