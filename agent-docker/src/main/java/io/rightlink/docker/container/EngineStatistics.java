package io.rightlink.docker.container;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.WorkloadStatistics;
import io.rightlink.docker.engine.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the engine what it measures of containers, each of them once, a few at the same time. The engine answers at once since version
 * 1.41 of its API, and compares two looks before, which takes it two seconds. Safe for any thread.
 */
final class EngineStatistics {

    private static final int AT_ONCE = 16;

    /** An answer has about 3 kB. */
    private static final int LONGEST = 1024 * 1024;

    private final Engine engine;
    private final JsonMapper json;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    EngineStatistics(Engine engine, JsonMapper json) {
        this.engine = engine;
        this.json = json;
    }

    /**
     * Returns what the engine tells within {@code patience}, by the containers' ids.
     *
     * @throws UnavailableException if it tells of none, because it isn't there or fails
     */
    Map<String, WorkloadStatistics> of(Collection<String> ids, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, FutureTask<Optional<WorkloadStatistics>>> questions = new LinkedHashMap<>();
        ids.forEach(id -> questions.put(id, new FutureTask<>(() -> ask(id, deadline))));
        try {
            questions.values().forEach(Thread.ofVirtual().name("docker-statistics")::start);
            return collect(questions, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("docker-unavailable", "the agent stopped waiting for the answer", e);
        } finally {
            questions.values().forEach(question -> question.cancel(true));
        }
    }

    private static Map<String, WorkloadStatistics> collect(
            Map<String, FutureTask<Optional<WorkloadStatistics>>> questions, long deadline)
            throws InterruptedException {
        Map<String, WorkloadStatistics> told = new HashMap<>();
        UnavailableException problem = null;
        for (var question : questions.entrySet()) {
            try {
                long left = Math.max(0, deadline - System.nanoTime());
                question.getValue()
                        .get(left, TimeUnit.NANOSECONDS)
                        .ifPresent(said -> told.put(question.getKey(), said));
            } catch (TimeoutException e) {
                problem = new UnavailableException("docker-unavailable", "Docker didn't answer in time", e);
            } catch (ExecutionException e) {
                problem = problemOf(e.getCause());
            }
        }
        if (told.isEmpty() && problem != null) {
            throw problem;
        }
        return told;
    }

    private static UnavailableException problemOf(@Nullable Throwable failure) {
        return failure instanceof UnavailableException problem
                ? problem
                : new UnavailableException("docker-failed", "Docker failed: " + failure);
    }

    private Optional<WorkloadStatistics> ask(String id, long deadline) throws InterruptedException {
        permits.acquire();
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        String path = "/containers/" + id + "/stats?stream=false&one-shot=true";
        try (Response response = engine.stream(left, Method.GET, path, Map.of())) {
            byte[] answer = response.getBody().readNBytes(LONGEST);
            return new StatisticsAnswer(json.readTree(answer)).toStatistics();
        } catch (NotFoundException | ConflictException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw engine.problemOf(e);
        } finally {
            permits.release();
        }
    }
}
