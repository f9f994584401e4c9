package io.rightlink.app.fuzz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends requests from several threads, and keeps one of each kind whose answer is wrong. Safe for any thread. */
final class Storm {

    private static final int SENDERS = 4;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_FAILURES = 60;

    private final int port;
    private final Requests requests;
    private final Oracle oracle;
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    Storm(int port, Requests requests, Oracle oracle) {
        this.port = port;
        this.requests = requests;
        this.oracle = oracle;
    }

    /** Sends those of the numbers from one to before another. */
    void send(int from, int to) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger(from);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                ends.add(senders.submit(() -> {
                    for (int n = next.getAndIncrement();
                            n < to && failures.size() < MOST_FAILURES;
                            n = next.getAndIncrement()) {
                        send(requests.make(n));
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
    }

    /** Returns how many answers had each status; 0 is none, where none had to be. */
    Map<Integer, AtomicInteger> statuses() {
        return statuses;
    }

    /** Returns each failure's request and answer, one of a kind. */
    Map<String, String> failures() {
        return new TreeMap<>(failures);
    }

    private void send(Request request) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(request.from()), 0));
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            boolean taken = exchange(socket, request);
            if (!taken) {
                statuses.computeIfAbsent(0, _ -> new AtomicInteger()).incrementAndGet();
            }
        } catch (SocketTimeoutException e) {
            fail(request, "isn't answered, or its connection closed, in time", "");
        } catch (IOException | RuntimeException e) {
            fail(request, e.getClass().getSimpleName(), e.toString());
        }
    }

    /** Returns whether there was an answer. */
    private boolean exchange(Socket socket, Request request) throws IOException {
        boolean sent = true;
        try {
            socket.getOutputStream().write(request.bytes().getBytes(StandardCharsets.ISO_8859_1));
            if (!request.whole()) {
                socket.shutdownOutput();
            }
        } catch (IOException _) {
            sent = false;
        }
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
        Optional<Answer> answer = Answer.read(in, request.isHead());
        answer.ifPresent(given -> judge(request, given));
        if (answer.isEmpty()) {
            if (sent && request.whole()) {
                fail(request, "isn't answered", "");
            }
            return false;
        }
        if (!answer.get().endless()) {
            leave(socket, in, request, answer.get());
        }
        return true;
    }

    private void judge(Request request, Answer answer) {
        statuses.computeIfAbsent(answer.status(), _ -> new AtomicInteger()).incrementAndGet();
        oracle.objection(request, answer)
                .ifPresent(objection ->
                        fail(request, answer.status() + " " + objection, answer.head() + "\n" + answer.body()));
    }

    /** What stays open understands the next request; what doesn't is closed. */
    private void leave(Socket socket, BufferedInputStream in, Request request, Answer answer) throws IOException {
        if (request.whole() && !answer.closes()) {
            socket.getOutputStream()
                    .write("GET /v1/whoami HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            Optional<Answer> next = Answer.read(in, false);
            if (next.isEmpty()
                    || next.get().status() != 200
                    || !next.get().body().contains("\"nobody\"")) {
                fail(request, "leaves the connection in disorder", next.toString());
            }
        }
        try {
            if (in.read() >= 0) {
                fail(request, "has something behind its answer", answer.toString());
            }
        } catch (SocketException _) {
            // reset, which closes it, too
        }
    }

    private void fail(Request request, String what, String answer) {
        String kind = request.endpoint() + ": " + what;
        failures.putIfAbsent(
                kind,
                "seed %d, number %d, from %s: %s%n  %s%n"
                                .formatted(requests.seed(), request.number(), request.from(), kind, request.escaped())
                        + answer.substring(0, Math.min(answer.length(), 2_000)).indent(4));
    }
}
