package io.rightlink.monitoring.container;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.WorkloadStatistics;
import io.rightlink.core.workload.Workloads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Workloads that answer in time, or say that they can't: an engine that hangs doesn't hold up a scrape. Safe for any thread. */
final class TimelyWorkloads implements Workloads {

    private static final String NAME = "docker-unavailable";

    private final Workloads workloads;
    private final Duration patience;

    TimelyWorkloads(Workloads workloads, Duration patience) {
        this.workloads = workloads;
        this.patience = patience;
    }

    @Override
    public List<Workload> running() {
        return within(patience, workloads::running, "Cannot tell which containers run: ");
    }

    /** Gives the engine a bit more time than it was told that it has: what it tells within that shall not be lost. */
    @Override
    public Map<String, WorkloadStatistics> statistics(Collection<String> ids, Duration time) {
        return within(time.plus(patience), () -> workloads.statistics(ids, time), "Cannot tell what containers use: ");
    }

    @Override
    public boolean monitored() {
        return workloads.monitored();
    }

    private static <T> T within(Duration time, Callable<T> question, String failure) {
        FutureTask<T> answer = new FutureTask<>(question);
        Thread.ofVirtual().name("monitoring-workloads").start(answer);
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable(failure + "the engine didn't answer within " + time.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw unavailable(failure + Objects.requireNonNull(e.getCause()).getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(failure + "the scrape was interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static UnavailableException unavailable(String what, Exception cause) {
        return new UnavailableException(NAME, what, cause);
    }
}
