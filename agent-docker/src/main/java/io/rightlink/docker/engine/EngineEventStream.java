package io.rightlink.docker.engine;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ProtocolException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The engine's events over one connection, read on a virtual thread of its own. docker-java's own stream isn't used: its thread can't
 * be ended while the engine hasn't answered, and it reads on after a line that it can't understand. Safe for any thread.
 */
final class EngineEventStream implements AutoCloseable {

    private static final String TYPES =
            URLEncoder.encode("{\"type\":[\"container\",\"image\",\"network\"]}", StandardCharsets.UTF_8);

    private final Engine engine;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final Thread reader;

    /**
     * Waits until the engine has begun to tell.
     *
     * @param since events since then are told again: the engine answers a moment before it listens to itself
     */
    EngineEventStream(Engine engine, Instant since, Consumer<EngineEvent> listener) {
        this.engine = engine;
        Response response = engine.stream(Method.GET, "/events?since=" + since.getEpochSecond() + "&filters=" + TYPES);
        this.reader = Thread.ofVirtual().name("docker-events").start(() -> read(response, listener));
    }

    /** Waits for so long, and throws what ended it if it has ended. */
    void awaitEnd(Duration time) throws InterruptedException {
        try {
            end.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // it goes on
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e);
        }
    }

    /** Ends it for a reason that its reader doesn't see. */
    void fail(RuntimeException reason) {
        end.completeExceptionally(reason);
    }

    /** Closes the connection: an interrupt does. */
    @Override
    public void close() {
        reader.interrupt();
    }

    private void read(Response response, Consumer<EngineEvent> listener) {
        try (response;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(response.getBody(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                tell(line, listener);
            }
            throw new EOFException("it stopped telling events");
        } catch (IOException | RuntimeException | Error e) {
            end.completeExceptionally(engine.problemOf(e));
        }
    }

    private static void tell(String line, Consumer<EngineEvent> listener) throws IOException {
        try {
            if (!line.isBlank()) {
                EngineEvent.of(JsonMapper.shared().readTree(line)).ifPresent(listener);
            }
        } catch (JacksonException e) {
            throw new ProtocolException("one of its events can't be read: " + e.getOriginalMessage());
        }
    }
}
