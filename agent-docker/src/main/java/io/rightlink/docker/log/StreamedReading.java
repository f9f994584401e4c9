package io.rightlink.docker.log;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.rightlink.docker.engine.Demultiplexer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log as it comes from the engine, read by a virtual thread of its own, not faster than it is taken. */
final class StreamedReading implements LogReading {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedReading.class);
    private static final int AHEAD = 16 * 1024;

    private final boolean follows;
    private final Function<Throwable, RuntimeException> problemOf;
    private final Consumer<StreamedReading> onClose;
    private final ByteQueue queue = new ByteQueue(AHEAD);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread reader;

    /** @param multiplexed whether it is told in frames, which it is if the container has no terminal */
    StreamedReading(
            Response response,
            boolean multiplexed,
            boolean follows,
            Function<Throwable, RuntimeException> problemOf,
            Consumer<StreamedReading> onClose) {
        this.follows = follows;
        this.problemOf = problemOf;
        this.onClose = onClose;
        this.reader = Thread.ofVirtual().name("docker-log").start(() -> read(response, multiplexed));
    }

    @Override
    public int next(byte[] into, Duration patience) throws InterruptedException {
        return queue.take(into, patience);
    }

    @Override
    public boolean hasNext() {
        return !queue.isEmpty();
    }

    @Override
    public boolean follows() {
        return follows;
    }

    /** Has it break off. */
    void fail(RuntimeException reason) {
        queue.end(reason);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            reader.interrupt();
            onClose.accept(this);
        }
    }

    /** Closes the response, and not its body, which would be read to its end first. */
    private void read(Response response, boolean multiplexed) {
        try (response) {
            copy(multiplexed ? new Demultiplexer(response.getBody()) : response.getBody());
            queue.end(null);
        } catch (InterruptedException e) {
            LOG.debug("Nobody reads the log any more", e);
        } catch (IOException | RuntimeException | Error e) {
            queue.end(problemOf.apply(e));
        }
    }

    private void copy(InputStream text) throws IOException, InterruptedException {
        byte[] piece = new byte[AHEAD / 2];
        for (int length = text.read(piece); length >= 0; length = text.read(piece)) {
            queue.put(piece, length);
        }
    }
}
