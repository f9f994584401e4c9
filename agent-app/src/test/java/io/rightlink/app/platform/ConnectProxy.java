package io.rightlink.app.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that wants a password, and leads to one port of loopback whatever name it is asked for. */
final class ConnectProxy implements AutoCloseable {

    private static final String ALLOWED = "Proxy-Authorization: Basic "
            + Base64.getEncoder().encodeToString("user:p@ss".getBytes(StandardCharsets.UTF_8));

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final int target;

    ConnectProxy(int target) throws IOException {
        this.target = target;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns what it was asked, in order. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket caller = server.accept();
                threads.execute(() -> serve(caller));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            String head = RawPlatform.readUntil(caller, "\r\n\r\n");
            heads.add(head);
            while (!head.contains(ALLOWED)) {
                RawPlatform.say(
                        caller,
                        "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n");
                head = RawPlatform.readUntil(caller, "\r\n\r\n");
                heads.add(head);
            }
            try (Socket there = new Socket(InetAddress.ofLiteral("127.0.0.1"), target)) {
                RawPlatform.say(caller, "HTTP/1.1 200 Yes\r\n\r\n");
                threads.execute(() -> pump(there, caller));
                pump(caller, there);
            }
        } catch (IOException _) {
            // the caller has enough
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // over
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
