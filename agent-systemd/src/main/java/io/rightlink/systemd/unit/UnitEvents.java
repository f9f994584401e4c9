package io.rightlink.systemd.unit;

import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.SystemdListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells of units whose state has changed those who follow the agent's events. A signal is a reason to look at systemd's list, once for all
 * signals of a moment; what differs from the list before is told. So a state that a unit leaves at once may not be told, and what changes
 * without a signal that is heard is told later. Safe for any thread.
 */
final class UnitEvents implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(UnitEvents.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration WITHOUT_SIGNAL = Duration.ofSeconds(15);

    /** What a unit is that systemd hasn't loaded. */
    private static final State NOT_LOADED = new State("inactive", "dead");

    /** A unit's state, finer in {@code sub}. */
    record State(String active, String sub) {}

    private record Changed(String name, String activeState, String subState) {}

    private final SystemBus bus;
    private final Events events;
    private final Semaphore signals = new Semaphore(0);
    private volatile CountDownLatch stopping = new CountDownLatch(0);
    private volatile @Nullable Thread thread;

    UnitEvents(SystemBus bus, Events events) {
        this.bus = bus;
        this.events = events;
        bus.listen(new SystemdListener() {
            @Override
            public void onUnitChanged(String path) {
                signals.release();
            }

            @Override
            public void onUnitsChanged() {
                signals.release();
            }
        });
    }

    @Override
    public void start() {
        CountDownLatch stopped = new CountDownLatch(1);
        stopping = stopped;
        thread = Thread.ofVirtual().name("unit-events").start(() -> run(stopped));
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

    /** Publishes what differs; a unit that is in one of the lists alone isn't loaded at the other time. */
    static void publish(Map<String, State> before, Map<String, State> now, Events events) {
        Map<String, State> all = new LinkedHashMap<>(now);
        before.keySet().forEach(name -> all.putIfAbsent(name, NOT_LOADED));
        all.forEach((name, state) -> {
            if (!state.equals(before.getOrDefault(name, NOT_LOADED))) {
                events.publish(EventType.UNIT, new Changed(name, state.active(), state.sub()));
            }
        });
    }

    private void run(CountDownLatch stopped) {
        Map<String, State> known = null;
        try {
            while (!stopped.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                known = look(known);
                boolean _ = signals.tryAcquire(WITHOUT_SIGNAL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer watching the units", e);
        }
    }

    /** Returns what there is now; or what was known if systemd can't be asked, so that the difference is told when it can. */
    private @Nullable Map<String, State> look(@Nullable Map<String, State> known) {
        signals.drainPermits();
        try {
            Map<String, State> now = new LinkedHashMap<>();
            bus.ask(() -> bus.manager().ListUnits())
                    .forEach(unit -> now.put(unit.name, new State(unit.activeState, unit.subState)));
            if (known != null) {
                publish(known, now, events);
            }
            return now;
        } catch (ProblemException e) {
            LOG.debug("Cannot look at the units", e);
            return known;
        } catch (RuntimeException e) {
            LOG.warn("Cannot look at the units", e);
            return known;
        }
    }
}
