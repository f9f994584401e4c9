package io.rightlink.app.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A platform that says what no server can be made to say; but the tokens that it gives are proper ones. One request a connection. */
final class RawPlatform implements AutoCloseable {

    /** What it does with a call, whose head is read. */
    interface Talk {
        void with(Socket agent, String head) throws Exception;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Talk talk;

    RawPlatform(Talk talk) throws IOException {
        this.talk = talk;
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    static void say(Socket agent, String bytes) throws IOException {
        agent.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String readUntil(Socket socket, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("Ended after " + read);
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    /** Returns all that comes until the connection is closed, or reset. */
    static String readToTheEnd(Socket socket) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(read);
        } catch (SocketException _) {
            // broken off
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket agent = server.accept();
                threads.execute(() -> serve(agent));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket agent) {
        try (agent) {
            String head = readUntil(agent, "\r\n\r\n");
            if (head.startsWith("POST /api/oauth2 ")) {
                readUntil(agent, IdentityFile.SECRET);
                String token = "{\"access_token\":\"" + StubPlatform.TOKEN + "\"}";
                say(
                        agent,
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + token.length() + "\r\n\r\n"
                                + token);
            } else {
                talk.with(agent, head);
            }
        } catch (Exception _) {
            // the test sees what its caller was told
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
