package io.rightlink.docker.engine;

import io.rightlink.core.problem.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Stays connected to the engine so that its listeners know what it has: it has them look at everything once the engine tells its events,
 * and again over each new connection, because events that nobody heard aren't told again. Every connection is given up after some
 * minutes, for one can be dead without anybody noticing. Safe for any thread.
 */
public final class EngineWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

    /** Events of the last second come again with each connection; a second is as exact as the engine is asked for them. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /**
     * How it stands with the engine: it is followed, it is being looked at, or it can't be told what it has.
     *
     * @param since when that began
     * @param settled done once it is followed or can't be
     */
    private record Standing(
            boolean followed,
            @Nullable UnavailableException problem,
            Instant since,
            CompletableFuture<Boolean> settled) {}

    private final Engine engine;
    private final Clock clock;
    private final Duration betweenLooks;
    private final Duration longestConnection;
    private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Standing standing;
    private volatile Instant confirmed;
    private volatile @Nullable EventStream stream;
    private volatile CountDownLatch stopping = new CountDownLatch(0);
    private volatile @Nullable Thread thread;

    EngineWatch(Engine engine, Clock clock) {
        this(engine, clock, Duration.ofSeconds(15), Duration.ofMinutes(5));
    }

    /**
     * @param betweenLooks after how long it looks for changes that no event told of
     * @param longestConnection after how long it connects anew, and looks at everything
     */
    EngineWatch(Engine engine, Clock clock, Duration betweenLooks, Duration longestConnection) {
        this.engine = engine;
        this.clock = clock;
        this.betweenLooks = betweenLooks;
        this.longestConnection = longestConnection;
        this.confirmed = clock.instant();
        this.standing = new Standing(false, null, confirmed, new CompletableFuture<>());
    }

    /** Adds somebody who wants to know; before {@link #start}. */
    public void listen(EngineListener listener) {
        listeners.add(listener);
    }

    /**
     * Returns when what the listeners know was last seen to be all there is. Waits while they look at everything, at most as long as
     * for two answers of the engine's.
     *
     * @throws UnavailableException if there is no connection to the engine, since nobody knows then what it has
     */
    public Instant confirmed() {
        Standing now = standing;
        if (!now.followed() && now.problem() == null) {
            now = settled(now);
        }
        if (now.followed()) {
            return confirmed;
        }
        UnavailableException problem = now.problem();
        throw problem == null
                ? new UnavailableException(
                        "docker-unavailable", "Cannot tell yet what Docker has: it is being looked at")
                : problem.since(now.since());
    }

    /** Has the engine looked at anew, since something was seen that shows that it isn't known what it has. */
    public void distrust(RuntimeException reason) {
        EventStream current = stream;
        if (current != null) {
            current.fail(reason);
        }
    }

    @Override
    public void start() {
        CountDownLatch stopped = new CountDownLatch(1);
        stopping = stopped;
        thread = Thread.ofVirtual().name("docker-watch").start(() -> run(stopped));
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        stopping.countDown();
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Connects again after a pause that gets longer until a connection lasts. */
    private void run(CountDownLatch stopped) {
        Duration pause = Duration.ZERO;
        try {
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                long begun = System.nanoTime();
                boolean lost = attempt();
                boolean lasted = System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
                pause = lost ? longer(lasted ? Duration.ZERO : pause) : Duration.ZERO;
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer watching the Docker engine", e);
        }
    }

    /** Follows the engine over one connection; returns whether that was lost, and not just old. */
    private boolean attempt() throws InterruptedException {
        try (EventStream events = engine.events(clock.instant().minus(OVERLAP), this::tell)) {
            stream = events;
            Instant asked = clock.instant();
            listeners.forEach(EngineListener::lookAtAll);
            events.awaitEnd(Duration.ZERO);
            found(asked);
            follow(events);
            return false;
        } catch (RuntimeException e) {
            lose(e);
            return true;
        } finally {
            stream = null;
        }
    }

    private void follow(EventStream events) throws InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < longestConnection.toNanos()) {
            events.awaitEnd(betweenLooks);
            Instant asked = clock.instant();
            listeners.forEach(EngineListener::lookAgain);
            confirmed = asked;
        }
    }

    private void tell(EngineEvent event) {
        listeners.forEach(listener -> listener.onEvent(event));
    }

    private void found(Instant asked) {
        confirmed = asked;
        Standing before = standing;
        if (!before.followed()) {
            LOG.info("Following the Docker engine, of which nothing was known since {}", before.since());
            change(new Standing(true, null, asked, new CompletableFuture<>()));
        }
    }

    /** Doesn't say that it is lost before it has tried once more: callers wait for that. */
    private void lose(RuntimeException reason) {
        Standing before = standing;
        if (before.followed()) {
            LOG.warn("Lost the Docker engine: {}", reason.getMessage());
            change(new Standing(false, null, clock.instant(), new CompletableFuture<>()));
            return;
        }
        if (before.problem() == null) {
            LOG.info("Cannot follow the Docker engine, trying on: {}", reason.getMessage());
        }
        change(new Standing(false, problemOf(reason), before.since(), new CompletableFuture<>()));
    }

    private void change(Standing next) {
        Standing before = standing;
        standing = next;
        before.settled().complete(true);
    }

    /** Waits for it to be known how it stands with the engine: as long as for a list, and then for the details of what it lists. */
    private Standing settled(Standing unsettled) {
        try {
            unsettled.settled().get(2 * engine.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("It takes long to look at what the engine has", e);
        }
        return standing;
    }

    private static UnavailableException problemOf(RuntimeException reason) {
        return reason instanceof UnavailableException unavailable
                ? unavailable
                : new UnavailableException(
                        "docker-failed", "Cannot tell what Docker has: " + reason.getMessage(), reason);
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.isZero() ? SHORTEST_PAUSE : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
