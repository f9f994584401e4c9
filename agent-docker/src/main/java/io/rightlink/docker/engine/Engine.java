package io.rightlink.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Negotiation.Spoken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Docker engine of this host. Nothing is connected until it is asked something, and nothing but its events stays connected
 * afterwards. Every question is put on a virtual thread of its own, which is interrupted when the time is over: that closes the connection. Safe for
 * any thread.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public final class Engine {

    /** An error of the engine's is a line or two. */
    private static final int LONGEST_REFUSAL = 64 * 1024;

    private final DockerSettings settings;
    private final Negotiation negotiation;
    private volatile @Nullable Spoken spoken;
    private volatile @Nullable UnavailableException off;

    Engine(DockerSettings settings) {
        this.settings = settings;
        this.negotiation = new Negotiation(settings.host());
    }

    /** Returns why the engine can't even be called: it is switched off, or its socket doesn't exist; empty if it can be. */
    public Optional<String> absence() {
        return hindrance().map(UnavailableException::getMessage);
    }

    /** Has the engine not called any more, for this reason; returns the problem that calls are. */
    public UnavailableException switchOff(String reason) {
        UnavailableException problem = new UnavailableException("docker-off", reason);
        off = problem;
        return problem;
    }

    /** Has the engine called again. */
    public void switchOn() {
        off = null;
    }

    /** Asks the engine what it is. */
    public EngineDescription describe() {
        return describe(settings.callTimeout());
    }

    EngineDescription describe(Duration patience) {
        return ask(patience, EngineDescription::of);
    }

    /**
     * Puts a question and waits for the answer, at most for the settings' call timeout.
     *
     * @throws UnavailableException if the engine isn't there, doesn't answer, or fails
     * @throws ProblemException of another kind if it says no, in its own words
     */
    public <T> T ask(Function<DockerClient, @Nullable T> question) {
        return ask(settings.callTimeout(), question);
    }

    /** Puts a question as {@link #ask(Function)} does, and waits for another time. */
    public <T> T ask(Duration patience, Function<DockerClient, @Nullable T> question) {
        return answer(patience, spoken -> question.apply(spoken.client()));
    }

    private <T> T answer(Duration patience, Function<Spoken, @Nullable T> question) {
        try {
            T answer = await(patience, question);
            if (answer == null) {
                throw Failures.unavailable(settings.host(), "it answered with nothing");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.unavailable(settings.host(), "the agent stopped waiting for the answer");
        }
    }

    /**
     * Has the engine do something and waits until it has, at most for {@code grace} and the settings' action timeout. What is as it
     * should be already is done.
     */
    public void act(Duration grace, Consumer<DockerClient> action) throws InterruptedException {
        Object _ = await(settings.actionTimeout().plus(grace), spoken -> {
            try {
                action.accept(spoken.client());
            } catch (NotModifiedException e) {
                // It is as it should be.
            }
            return null;
        });
    }

    /**
     * Asks for an answer that is read as it comes, and waits until it begins, at most for the settings' call timeout. Closing it, or
     * interrupting the thread that reads it, closes the connection. What fails while it is read is for {@link #problemOf}.
     *
     * @param path without the version of the API, {@code /containers/5e37…/logs?follow=1}
     * @throws UnavailableException if the engine isn't there, doesn't answer, or fails
     * @throws ProblemException of another kind if it says no, in its own words
     */
    public Response stream(Method method, String path) {
        return stream(settings.callTimeout(), method, path, Map.of());
    }

    /** Asks as {@link #stream(Method, String)} does, with headers, and waits for another time until the answer begins. */
    public Response stream(Duration patience, Method method, String path, Map<String, String> headers) {
        Handover handover = new Handover();
        try {
            return answer(patience, spoken -> handover.offer(begin(spoken, method, path, headers)));
        } catch (RuntimeException e) {
            handover.decline();
            throw e;
        }
    }

    /** Returns the problem that a failure of an answer that is being read means; a bug of ours stays what it is. */
    public RuntimeException problemOf(Throwable failure) {
        return Failures.explain(settings.host(), failure);
    }

    /** Begins to read its events; those since a moment that are past already, too. */
    EngineEventStream events(Instant since, Consumer<EngineEvent> listener) {
        return new EngineEventStream(this, since, listener);
    }

    Duration callTimeout() {
        return settings.callTimeout();
    }

    private void requirePresence() {
        hindrance().ifPresent(problem -> {
            throw problem;
        });
    }

    private Optional<UnavailableException> hindrance() {
        return Optional.ofNullable(off)
                .or(() -> settings.socket().filter(Files::notExists).map(Engine::missing));
    }

    private <T> @Nullable T await(Duration patience, Function<Spoken, @Nullable T> question)
            throws InterruptedException {
        requirePresence();
        FutureTask<@Nullable T> call = new FutureTask<>(() -> question.apply(agreed()));
        Thread.ofVirtual().name("docker-call").start(call);
        try {
            return call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            spoken = null;
            throw Failures.unavailable(settings.host(), "no answer within " + seconds(patience));
        } catch (ExecutionException e) {
            throw refused(e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    /** Forgets what was negotiated unless the engine gave an answer: when it is back, it may be another version. */
    private RuntimeException refused(@Nullable Throwable failure) {
        RuntimeException problem = Failures.explain(settings.host(), failure);
        if (problem instanceof UnavailableException) {
            spoken = null;
        }
        return problem;
    }

    private Spoken agreed() {
        Spoken known = spoken;
        if (known == null) {
            known = negotiation.negotiate();
            spoken = known;
        }
        return known;
    }

    private static Response begin(Spoken spoken, Method method, String path, Map<String, String> headers) {
        Response response = spoken.transport()
                .execute(Request.builder()
                        .method(method)
                        .path("/v" + spoken.version().getVersion() + path)
                        .headers(headers)
                        .build());
        try {
            requireSuccess(response);
            return response;
        } catch (RuntimeException e) {
            response.close();
            throw e;
        }
    }

    /** Throws what the engine says if that is an error. */
    static void requireSuccess(Response response) {
        if (response.getStatusCode() < 400) {
            return;
        }
        try {
            byte[] words = response.getBody().readNBytes(LONGEST_REFUSAL);
            throw new DockerException(new String(words, StandardCharsets.UTF_8), response.getStatusCode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UnavailableException missing(Path socket) {
        return new UnavailableException(
                "docker-unavailable",
                "Cannot ask Docker: there is no socket " + socket
                        + "; is Docker installed, and its socket mounted where the agent runs?");
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
