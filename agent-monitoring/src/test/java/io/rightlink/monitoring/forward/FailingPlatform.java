package io.rightlink.monitoring.forward;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that does with each request what a test wants. Safe for any thread. */
final class FailingPlatform implements AutoCloseable {

    /** A request as it came. */
    record Request(String method, String uri, String type, String authorization, String body) {}

    /** What is done with a request. */
    @FunctionalInterface
    interface Conduct {
        void treat(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Conduct conduct = answer(200, "");

    FailingPlatform() throws IOException {
        this(0);
    }

    FailingPlatform(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::treat);
        server.start();
    }

    static Conduct answer(int status, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    static Conduct cut() {
        return HttpExchange::close;
    }

    static Conduct hang() {
        return _ -> new CountDownLatch(1).await();
    }

    static Conduct hangInTheBody() {
        return exchange -> {
            exchange.sendResponseHeaders(500, 1_000);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            new CountDownLatch(1).await();
        };
    }

    void behave(Conduct wanted) {
        conduct = wanted;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/put";
    }

    List<Request> requests() {
        return requests;
    }

    /** Returns the lines of all requests, in their order. */
    List<String> lines() {
        return requests.stream().flatMap(request -> request.body().lines()).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void treat(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                body));
        try {
            conduct.treat(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
