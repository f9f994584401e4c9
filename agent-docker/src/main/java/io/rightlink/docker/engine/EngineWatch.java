package io.rightlink.docker.engine;

import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import io.rightlink.core.problem.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Stays connected to the engine so that its listeners know what it has: it has them look at everything once the engine tells its events,
 * and again over each new connection, because events that nobody heard aren't told again. Every connection is given up after some
 * minutes, for one can be dead without anybody noticing. An engine that answers and tells no events is looked at from time to
 * time. Safe for any thread.
 */
public final class EngineWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

    /** Events of the last second come again with each connection; a second is as exact as the engine is asked for them. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** What came of an attempt to follow the engine. */
    private enum Attempt {
        /** It was followed until the connection was old. */
        LASTED,
        /** It is not followed any more, or not yet. */
        LOST,
        /** It answers, and tells no events. */
        UNTOLD
    }

    /** How it stands with the engine now, as those are told who follow the agent's events. */
    private record Changed(String state, Optional<String> reason) {}

    private final Engine engine;
    private final Events events;
    private final Clock clock;
    private final Duration betweenLooks;
    private final Duration longestConnection;
    private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore attempts = new Semaphore(0);
    private volatile Standing standing;
    private volatile @Nullable PastGap pastGap;
    private volatile @Nullable EngineEventStream stream;
    private volatile @Nullable Thread thread;

    EngineWatch(Engine engine, Events events, Clock clock) {
        this(engine, events, clock, Duration.ofSeconds(15), Duration.ofMinutes(5));
    }

    /**
     * @param betweenLooks after how long it looks for changes that no event told of
     * @param longestConnection after how long it connects anew, and looks at everything
     */
    EngineWatch(Engine engine, Events events, Clock clock, Duration betweenLooks, Duration longestConnection) {
        this.engine = engine;
        this.events = events;
        this.clock = clock;
        this.betweenLooks = betweenLooks;
        this.longestConnection = longestConnection;
        this.standing = Standing.unknown(clock.instant());
    }

    /** Adds somebody who wants to know; before {@link #start}. */
    public void listen(EngineListener listener) {
        listeners.add(listener);
    }

    /**
     * Returns how much can be seen of what the engine has. Waits only while nothing at all is known yet, and at most as long as for two
     * answers of the engine's.
     *
     * @throws UnavailableException if the engine doesn't answer, since nobody knows then what it has
     */
    public Sight sight() {
        Standing now = standing;
        return (now.sight().isPresent() ? now : settled(now)).require();
    }

    /**
     * Returns as of when it is known what the engine has, for those who can't say that something may be missing: unlike {@link #sight} it
     * waits, too, when the engine's events were lost just now.
     *
     * @throws UnavailableException if the engine doesn't answer, since nobody knows then what it has
     */
    public Instant confirmed() {
        return settled(standing).requireSettled().asOf();
    }

    /** Returns why what happens may be missed now; empty if it isn't, or nothing is known at all. */
    Optional<Gap> gap() {
        return standing.sight().flatMap(Sight::gap);
    }

    /** Returns the last time that it wasn't known what the engine has, and that is over; empty if there was none. */
    Optional<PastGap> pastGap() {
        return Optional.ofNullable(pastGap);
    }

    /** Has the engine looked at anew, since something was seen that shows that it isn't known what it has. */
    public void distrust(Throwable reason) {
        EngineEventStream current = stream;
        if (current != null) {
            current.fail(reason instanceof RuntimeException problem ? problem : Failures.own(reason));
        }
    }

    /** Has the engine that doesn't answer tried at once, since that may have changed. Who asks from now on waits for what comes of it. */
    public synchronized void tryNow() {
        Standing now = standing;
        if (now.problem() != null) {
            change(Standing.unknown(now.since()));
        }
        attempts.release();
    }

    @Override
    public void start() {
        Thread watching = Thread.ofVirtual().name("docker-watch").unstarted(this::run);
        thread = watching;
        watching.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
        standing.settled().complete(null);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Connects again after a pause that gets longer until a connection lasts. */
    private void run() {
        Duration pause = Duration.ZERO;
        try {
            while (true) {
                attempts.drainPermits();
                long begun = System.nanoTime();
                Attempt attempt = surviving();
                boolean lasted = System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
                pause = switch (attempt) {
                    case LASTED -> Duration.ZERO;
                    case LOST -> longer(lasted ? Duration.ZERO : pause, LONGEST_PAUSE);
                    case UNTOLD -> longer(pause, betweenLooks);
                };
                boolean _ = attempts.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer watching the Docker engine", e);
        }
    }

    /** Outlives an error of the agent's own, a lack of memory say: else what was seen last would be shown as true for ever. */
    private Attempt surviving() throws InterruptedException {
        try {
            return attempt();
        } catch (Error e) {
            LOG.error("Failed to follow the Docker engine", e);
            return lose(Failures.own(e));
        }
    }

    /** Follows the engine over one connection. */
    private Attempt attempt() throws InterruptedException {
        try (EngineEventStream events = engine.events(clock.instant().minus(OVERLAP), this::tell)) {
            stream = events;
            Instant asked = lookAtAll();
            events.awaitEnd(Duration.ZERO);
            found(asked);
            follow(events);
            return Attempt.LASTED;
        } catch (RuntimeException e) {
            return stream == null && Failures.isAnswer(e) ? lookUntold(e) : lose(e);
        } finally {
            stream = null;
        }
    }

    private Instant lookAtAll() {
        Instant asked = clock.instant();
        listeners.forEach(EngineListener::lookAtAll);
        return asked;
    }

    private void follow(EngineEventStream events) throws InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < longestConnection.toNanos()) {
            events.awaitEnd(betweenLooks);
            Instant asked = clock.instant();
            listeners.forEach(EngineListener::lookAgain);
            change(Standing.followed(asked));
        }
    }

    private void tell(EngineEvent event) {
        listeners.forEach(listener -> listener.onEvent(event));
    }

    private void found(Instant asked) {
        Standing before = standing;
        if (!before.isFollowed()) {
            LOG.info("Following the Docker engine, of which not all was known since {}", before.since());
            before.reason().ifPresent(reason -> pastGap = new PastGap(reason, before.since(), asked));
        }
        change(Standing.followed(asked));
    }

    /** Has an engine looked at that answers, but not with its events. */
    private Attempt lookUntold(RuntimeException reason) {
        try {
            Instant asked = lookAtAll();
            String words = "Docker doesn't tell its events: " + reason.getMessage();
            if (!standing.isUntold()) {
                LOG.warn("Looking at what Docker has every {} s at most: {}", betweenLooks.toSeconds(), words);
            }
            change(standing.untold(words, asked, clock.instant()));
            return Attempt.UNTOLD;
        } catch (RuntimeException e) {
            return lose(e);
        }
    }

    /** Doesn't say that the engine is away before it has tried once more. */
    private Attempt lose(RuntimeException reason) {
        Standing before = standing;
        if (!isRunning()) {
            LOG.debug("No longer interested in the Docker engine", reason);
        } else if (before.sight().isPresent() && before.isSettled()) {
            LOG.warn("Lost the Docker engine: {}", reason.getMessage());
            change(before.lost(String.valueOf(reason.getMessage()), clock.instant()));
        } else {
            if (before.problem() == null) {
                LOG.info("Cannot follow the Docker engine, trying on: {}", reason.getMessage());
            }
            change(before.away(problemOf(reason)));
        }
        return Attempt.LOST;
    }

    private synchronized void change(Standing next) {
        Standing before = standing;
        standing = next;
        before.settled().complete(null);
        next.state()
                .filter(state -> !before.state().equals(Optional.of(state)))
                .ifPresent(state -> events.publish(EventType.ENGINE, new Changed(state, next.reason())));
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

    private static Duration longer(Duration pause, Duration longest) {
        Duration doubled = pause.isZero() ? SHORTEST_PAUSE : pause.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
