package io.rightlink.docker.placement;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.docker.engine.Demultiplexer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container's log from its beginning to its end. Follows it while the container runs; where the engine cuts that off, it begins again
 * and passes over what it gave already, and once the container has ended it looks once more, for what the engine didn't tell in time. For one
 * reader; {@link #close} may come from any thread.
 */
final class ContainerOutput extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerOutput.class);

    /** In a row, without a byte more. */
    private static final int MOST_FAILURES = 10;

    /**
     * A log that is being read.
     *
     * @param growing whether the engine was asked to follow it
     */
    private record Reading(Response response, Demultiplexer frames, boolean growing) {}

    private final RunEngine engine;
    private final Duration pause;
    private final Duration silence;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Reading reading;
    private final AtomicLong given = new AtomicLong();
    private int failures;
    private boolean ended;

    /** Whether the container had ended when its log was asked for. */
    private boolean last;

    ContainerOutput(RunEngine engine, Duration silence) {
        this(engine, silence, Duration.ofMillis(500));
    }

    /**
     * @param silence after which nothing more is expected of a log that is followed once the container has ended
     * @param pause between two attempts
     */
    ContainerOutput(RunEngine engine, Duration silence, Duration pause) {
        this.engine = engine;
        this.silence = silence;
        this.pause = pause;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended && closed.getCount() > 0) {
            int read = readSome(bytes, offset, length);
            if (read > 0) {
                given.addAndGet(read);
                failures = 0;
                return read;
            }
        }
        return -1;
    }

    /** Lets the reader go, too. */
    @Override
    public void close() {
        closed.countDown();
        Reading now = reading;
        if (now != null) {
            now.response().close();
        }
    }

    /** Has it come to an end, since the container has: engines are known to follow a log for ever that doesn't grow any more. */
    void endSoon() {
        Thread.ofVirtual().name("end-of-log").start(this::breakSilence);
    }

    private void breakSilence() {
        try {
            long before = -1;
            while (!closed.await(silence.toMillis(), TimeUnit.MILLISECONDS)) {
                Reading now = reading;
                long until = given.get();
                if (now != null && now.growing() && until == before) {
                    now.response().close();
                }
                before = until;
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody waits for the end of the log of '{}'", engine.container(), e);
        }
    }

    /** Returns how many bytes there were, or 0 if that has to be tried again. */
    private int readSome(byte[] bytes, int offset, int length) throws IOException {
        try {
            Reading now = reading == null ? begin() : reading;
            if (now == null) {
                return 0;
            }
            int read = now.frames().read(bytes, offset, length);
            if (read < 0) {
                ended = last;
                finish();
            }
            return Math.max(0, read);
        } catch (NotFoundException e) {
            ended = true;
        } catch (ProblemException | IOException e) {
            requirePatience(e);
            retry(e);
        }
        return 0;
    }

    /** What a container that has ended wrote can be read, or else it never can be. */
    private void requirePatience(Exception failure) throws IOException {
        failures = last ? failures + 1 : 0;
        if (failures > MOST_FAILURES) {
            throw new IOException("Cannot read the log of '" + engine.container() + "' to its end", failure);
        }
    }

    private void retry(Exception failure) throws IOException {
        LOG.debug("Cannot read on in the log of '{}'", engine.container(), failure);
        finish();
        pause();
    }

    /** Returns nothing while the container is still to start. */
    private @Nullable Reading begin() throws IOException {
        last = false;
        Optional<ContainerLook> look = engine.look();
        if (look.isEmpty()) {
            ended = true;
            return null;
        } else if (!look.get().begun()) {
            pause();
            return null;
        }
        boolean running = look.get().running();
        last = !running;
        Response response = engine.log(running);
        Reading begun = new Reading(response, new Demultiplexer(response.getBody()), running);
        reading = begun;
        if (closed.getCount() == 0) {
            response.close();
        }
        begun.frames().skipNBytes(given.get());
        return begun;
    }

    private void finish() {
        Reading over = reading;
        reading = null;
        if (over != null) {
            over.response().close();
        }
    }

    private void pause() throws IOException {
        try {
            boolean _ = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading the log of '" + engine.container() + "'");
        }
    }
}
