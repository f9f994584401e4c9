package io.rightlink.app.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Somebody who sends bytes, not requests: Java's client would send nothing that is wrong. */
final class RawCaller implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket = new Socket();

    /** Connects to loopback, from an address of loopback. */
    RawCaller(int port, String from) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RawCaller(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** Sends these characters, one byte each. */
    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads until the agent closes the connection; what it sends before it is reset counts. Fails if it stays open. */
    String readToTheEnd() throws IOException {
        return read(Integer.MAX_VALUE);
    }

    /** Reads until there are so many characters, or the connection is closed. */
    String read(int length) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            int next = 0;
            while (answer.size() < length && next >= 0) {
                next = socket.getInputStream().read();
                if (next >= 0) {
                    answer.write(next);
                }
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("Still open, after '" + answer.toString(StandardCharsets.ISO_8859_1) + "'", e);
        } catch (SocketException _) {
            // reset: the agent didn't read all that was sent
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** Sends these characters, and returns all that comes until the agent closes the connection. */
    static String answerTo(int port, String bytes) throws IOException {
        try (RawCaller caller = new RawCaller(port)) {
            caller.send(bytes);
            return caller.readToTheEnd();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
