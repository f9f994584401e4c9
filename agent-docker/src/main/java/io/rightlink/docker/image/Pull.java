package io.rightlink.docker.image;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.rightlink.core.job.JobProgress;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Engine;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One pull of an image: what the engine tells of it is read on a virtual thread of its own, so that silence is noticed. When the
 * connection is closed the engine stops to pull, unless another pull waits for the same layers. For one thread.
 */
final class Pull {

    private static final Duration PACE = Duration.ofMillis(250);

    private final Engine engine;
    private final ImageRef ref;
    private final Duration patience;
    private final PullProgress progress = new PullProgress();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private volatile long heardNanos = System.nanoTime();

    /** @param patience how long the engine may say nothing */
    Pull(Engine engine, ImageRef ref, Duration patience) {
        this.engine = engine;
        this.ref = ref;
        this.patience = patience;
    }

    /**
     * Pulls, and says how far it is, four times a second.
     *
     * @param headers {@code X-Registry-Auth}, or none
     * @throws ProblemException if the registry or the engine says no, or the engine says nothing or less than that it is done
     */
    void run(JobProgress job, Map<String, String> headers) throws InterruptedException {
        Response response = begin(headers);
        Thread reader = Thread.ofVirtual().name("docker-pull").start(() -> read(response));
        try {
            heardNanos = System.nanoTime();
            follow(job);
        } finally {
            reader.interrupt();
        }
    }

    /** The engine answers when it has heard from the registry, which may take as long as anything else. */
    private Response begin(Map<String, String> headers) throws InterruptedException {
        String path = "/images/create?fromImage=" + encoded(ref.name()) + "&tag=" + encoded(ref.version());
        try {
            return engine.stream(patience, Method.POST, path, headers);
        } catch (ProblemException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw PullFailures.of(ref, e);
        }
    }

    private void follow(JobProgress job) throws InterruptedException {
        while (!ended()) {
            job.say(progress.words());
            if (System.nanoTime() - heardNanos > patience.toNanos()) {
                throw new UnavailableException(
                        "pull-failed",
                        "Cannot pull '" + ref + "': Docker said nothing for " + patience.toSeconds()
                                + " s; the last was: " + progress.words());
            }
        }
    }

    private boolean ended() throws InterruptedException {
        try {
            return end.get(PACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e);
        }
    }

    private void read(Response response) {
        try (response;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(response.getBody(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
            if (!progress.finished()) {
                throw new EOFException("it stopped telling of the pull before that was done");
            }
            end.complete(true);
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(engine.problemOf(e));
        }
    }

    private void hear(String line) throws IOException {
        if (!line.isBlank()) {
            PullLine said = PullLine.of(line);
            said.failure().ifPresent(words -> {
                throw PullFailures.of(ref, words);
            });
            heardNanos = System.nanoTime();
            progress.hear(said);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
