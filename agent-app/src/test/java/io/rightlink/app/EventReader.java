package io.rightlink.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who follows an agent's events over HTTP, as a browser's EventSource does. */
public final class EventReader implements AutoCloseable {

    /**
     * An event.
     *
     * @param nanos when its last line was read, by this process's {@link System#nanoTime}
     */
    public record Sent(String type, JsonNode data, long nanos) {
        /** Returns a text of its data. */
        public String text(String field) {
            return data.path(field).asString("");
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch placed = new CountDownLatch(1);
    private final InputStream body;
    private volatile String lastId = "";

    /** Begins to follow, and waits until it does. */
    public EventReader(RunningAgent agent, String query, Optional<String> after)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + agent.port() + "/v1/events" + query))
                .header("X-RLL-Secret", agent.secret());
        after.ifPresent(id -> request.header("Last-Event-ID", id));
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        body = answer.body();
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
        Thread.ofVirtual().name("event-reader").start(this::read);
        boolean _ = placed.await(10, TimeUnit.SECONDS);
    }

    /** Returns what it would send as Last-Event-ID. */
    public String lastId() {
        return lastId;
    }

    /** Waits for the next event that is wanted, and drops those before; fails after ten seconds. */
    public Sent next(Predicate<Sent> wanted) throws InterruptedException {
        while (true) {
            Sent event = sent.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("No such event in ten seconds");
            }
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /** Returns how many events wait to be taken. */
    public int waiting() {
        return sent.size();
    }

    /** Waits for the stream's end; tells whether it came in time. */
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        body.close();
        client.shutdownNow();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String type = "message";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                    placed.countDown();
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    sent.add(new Sent(type, JsonMapper.shared().readTree(line.substring(6)), System.nanoTime()));
                }
            }
        } catch (IOException e) {
            // it was closed, or broken off
        } finally {
            ended.countDown();
        }
    }
}
