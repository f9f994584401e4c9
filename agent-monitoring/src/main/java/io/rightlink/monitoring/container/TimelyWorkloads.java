package io.rightlink.monitoring.container;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
        FutureTask<List<Workload>> answer = new FutureTask<>(workloads::running);
        Thread.ofVirtual().name("monitoring-workloads").start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable("the engine didn't answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw unavailable(
                    String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the scrape was interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public boolean monitored() {
        return workloads.monitored();
    }

    private static UnavailableException unavailable(String why, Exception cause) {
        return new UnavailableException(NAME, "Cannot tell which containers run: " + why, cause);
    }
}
