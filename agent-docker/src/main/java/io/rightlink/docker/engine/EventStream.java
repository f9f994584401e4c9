package io.rightlink.docker.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ProtocolException;
import java.net.URI;
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
final class EventStream implements AutoCloseable {

    private static final String TYPES =
            URLEncoder.encode("{\"type\":[\"container\",\"image\",\"network\"]}", StandardCharsets.UTF_8);

    private final URI host;
    private final CompletableFuture<Boolean> open = new CompletableFuture<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final Thread reader;

    /** @param since events since then are told again: the engine answers a moment before it listens to itself */
    EventStream(URI host, Instant since, Consumer<EngineEvent> listener) {
        this.host = host;
        this.reader = Thread.ofVirtual().name("docker-events").start(() -> read(since, listener));
    }

    /** Waits until the engine has answered. */
    void awaitOpen(Duration patience) throws InterruptedException {
        if (!await(open, patience)) {
            throw Failures.unavailable(host, "it didn't begin to tell events within " + patience.toSeconds() + " s");
        }
    }

    /** Waits for so long, and throws what ended it if it has ended. */
    void awaitEnd(Duration time) throws InterruptedException {
        await(end, time);
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

    private void read(Instant since, Consumer<EngineEvent> listener) {
        try (DockerHttpClient transport = Negotiation.transport(host);
                Response response = transport.execute(request(since));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(response.getBody(), StandardCharsets.UTF_8))) {
            if (response.getStatusCode() != 200) {
                throw new ProtocolException("it answered " + response.getStatusCode() + " when asked for its events");
            }
            open.complete(true);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                tell(line, listener);
            }
            throw new EOFException("it stopped telling events");
        } catch (IOException | RuntimeException e) {
            RuntimeException reason = Failures.explain(host, e);
            open.completeExceptionally(reason);
            end.completeExceptionally(reason);
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

    /** Names no version: the little that is read of an event is the same in all of them. */
    private static Request request(Instant since) {
        return Request.builder()
                .method(Request.Method.GET)
                .path("/events?since=" + since.getEpochSecond() + "&filters=" + TYPES)
                .build();
    }

    private static boolean await(CompletableFuture<Boolean> future, Duration time) throws InterruptedException {
        try {
            return future.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e);
        }
    }
}
