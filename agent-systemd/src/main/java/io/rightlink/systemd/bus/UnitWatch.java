package io.rightlink.systemd.bus;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Waits until units are as somebody wants them. Looks when systemd says that a unit has changed, and every few seconds in case that
 * was lost. Safe for any thread.
 */
public final class UnitWatch {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final SystemBus bus;
    private final Map<String, CopyOnWriteArrayList<Semaphore>> waiting = new ConcurrentHashMap<>();

    public UnitWatch(SystemBus bus) {
        this.bus = bus;
        bus.listen(new SystemdListener() {
            @Override
            public void onUnitChanged(String path) {
                waiting.getOrDefault(path, new CopyOnWriteArrayList<>()).forEach(Semaphore::release);
            }
        });
    }

    /**
     * Looks at a unit until {@code verdict} has one, and returns it; or empty once {@code patience} is over.
     *
     * @throws io.rightlink.core.problem.ProblemException if systemd can't be asked, for half a minute
     */
    public <T> Optional<T> await(String name, Duration patience, Function<UnitProperties, Optional<T>> verdict)
            throws InterruptedException {
        String path = bus.askPatiently(() -> bus.manager().LoadUnit(name).getPath());
        Semaphore changed = new Semaphore(0);
        waiting.compute(path, (_, known) -> {
            CopyOnWriteArrayList<Semaphore> those = known == null ? new CopyOnWriteArrayList<>() : known;
            those.add(changed);
            return those;
        });
        try {
            return await(name, System.nanoTime() + patience.toNanos(), changed, verdict);
        } finally {
            waiting.computeIfPresent(path, (_, those) -> {
                those.remove(changed);
                return those.isEmpty() ? null : those;
            });
        }
    }

    private <T> Optional<T> await(
            String name, long end, Semaphore changed, Function<UnitProperties, Optional<T>> verdict)
            throws InterruptedException {
        while (true) {
            changed.drainPermits();
            Optional<T> reached = verdict.apply(bus.askPatiently(() -> bus.unit(name)));
            long left = end - System.nanoTime();
            if (reached.isPresent() || left <= 0) {
                return reached;
            }
            boolean _ = changed.tryAcquire(Math.min(left, LOOK_EVERY.toNanos()), TimeUnit.NANOSECONDS);
        }
    }
}
