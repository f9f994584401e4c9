package io.rightlink.app.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server on loopback that answers what a test says, and remembers what it was asked. */
final class StubAgent implements AutoCloseable {

    static final String SECRET = "theSecret";

    private final HttpServer server;
    private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** What it does with a request. */
    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    StubAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Path writeSecret(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("secret"),
                "RS_RLL_PORT=" + server.getAddress().getPort() + "\nRS_RLL_SECRET=" + SECRET + "\n");
    }

    /** Answers a request, {@code GET /v1/units}, in turn with each of these; with the last one from then on. */
    StubAgent on(String request, Reply... turns) {
        replies.put(request, new ConcurrentLinkedQueue<>(List.of(turns)));
        return this;
    }

    static Reply json(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** Sends the beginning of an answer, and closes the connection before its end. */
    static Reply brokenOff(String body) {
        return exchange -> {
            exchange.sendResponseHeaders(200, body.length() + 100L);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("as the test wants it");
        };
    }

    /** Closes the connection without an answer. */
    static Reply lost() {
        return exchange -> {
            throw new IOException("as the test wants it");
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!SECRET.equals(exchange.getRequestHeaders().getFirst("X-RLL-Secret"))) {
            json(401, "{\"detail\":\"The caller isn't known\"}").to(exchange);
            return;
        }
        Queue<Reply> turns = replies.getOrDefault(request, new ArrayDeque<>());
        Reply reply = turns.size() > 1 ? turns.poll() : turns.peek();
        (reply == null ? json(404, "{\"detail\":\"No " + request + "\"}") : reply).to(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
