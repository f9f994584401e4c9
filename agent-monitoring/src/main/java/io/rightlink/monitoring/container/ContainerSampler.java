package io.rightlink.monitoring.container;

import com.sun.management.UnixOperatingSystemMXBean;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import io.rightlink.monitoring.container.MeasuredContainers.Unmeasured;
import io.rightlink.monitoring.internal.ReadableFiles;
import io.rightlink.monitoring.level.MonitoringLevel;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Measures the containers that run. One that ends meanwhile is left out, with all that was read of it: its process id may be
 * another's already. Safe for any thread: one after the other measures, on a thread of its own, so that a file that hangs holds up
 * nobody for longer than a few seconds.
 */
final class ContainerSampler implements Sampler, AutoCloseable {

    private static final String HANG = "containers-hang";

    private final Workloads workloads;
    private final MeasuredContainers containers;
    private final UnseenContainers unseen;
    private final Duration patience;
    private final Semaphore turn = new Semaphore(1);

    ContainerSampler(Workloads workloads, Rootfs rootfs, Clock clock, Limits limits) {
        this(workloads, rootfs, ReadableFiles.of(rootfs), clock, limits);
    }

    ContainerSampler(Workloads workloads, Rootfs rootfs, ReadableFiles files, Clock clock, Limits limits) {
        this.workloads = workloads;
        this.containers = new MeasuredContainers(rootfs, files, clock, System::nanoTime, limits.descriptors());
        this.unseen = new UnseenContainers(workloads, clock);
        this.patience = limits.patience();
    }

    /**
     * How much the measuring may take.
     *
     * @param descriptors how many files may stay open
     * @param patience how long the files of all containers may take
     */
    record Limits(int descriptors, Duration patience) {

        /** Half of the descriptors that the agent may have, the rest being for what it is asked to do. */
        private static final int PART = 2;

        private static final int MOST_DESCRIPTORS = 8192;
        private static final Duration PATIENCE = Duration.ofSeconds(5);

        /** Returns what this process may spend. */
        static Limits ofThisProcess() {
            long most = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getMaxFileDescriptorCount()
                    : 0;
            return new Limits((int) Math.min(MOST_DESCRIPTORS, most / PART), PATIENCE);
        }
    }

    @Override
    public String name() {
        return "container";
    }

    @Override
    public MonitoringLevel level() {
        return MonitoringLevel.ALL;
    }

    @Override
    public void sample(SampleTable into) {
        List<Workload> running = List.of();
        try {
            running = workloads.monitored() ? workloads.running() : List.of();
        } finally {
            if (running.isEmpty()) {
                // Nothing is kept of what nobody can tell whether it still runs.
                close();
            }
        }
        if (!running.isEmpty()) {
            measure(running, into);
        }
    }

    private void measure(List<Workload> running, SampleTable into) {
        Figures figures = new Figures();
        Map<Workload, Unmeasured> unmeasured = inTurn(() -> containers.measure(running, figures));
        unseen.measure(running, unmeasured, figures);
        figures.addTo(into);
    }

    /** Forgets all containers, and closes their files. */
    @Override
    public void close() {
        Object _ = inTurn(() -> {
            containers.close();
            return containers;
        });
    }

    private <T> T inTurn(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.call();
            } finally {
                turn.release();
            }
        });
        try {
            if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable("their files have been read for longer than " + patience.toMillis() + " ms");
            }
            Thread.ofVirtual().name("monitoring-containers").start(task);
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable("their files couldn't be read within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw unavailable(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the scrape was interrupted", e);
        }
    }

    private static UnavailableException unavailable(String why) {
        return new UnavailableException(HANG, "Cannot measure containers: " + why);
    }

    private static UnavailableException unavailable(String why, Exception cause) {
        return new UnavailableException(HANG, "Cannot measure containers: " + why, cause);
    }
}
