package io.rightlink.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Somebody who sends bytes, not requests: Java's client would send nothing that is wrong. */
public final class RawCaller implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket = new Socket();

    /** Connects to loopback, from an address of loopback. */
    public RawCaller(int port, String from) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Connects to loopback, from 127.0.0.1. */
    public RawCaller(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** Sends these characters, one byte each. */
    public void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads until the agent closes the connection; what it sends before it is reset counts. Fails if it stays open. */
    public String readToTheEnd() throws IOException {
        return read(_ -> false);
    }

    /** Reads until there is this text, or the connection is closed. */
    public String readUntil(String text) throws IOException {
        return read(answer -> answer.endsWith(text));
    }

    private String read(Predicate<String> enough) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            int next = 0;
            while (next >= 0 && !enough.test(answer.toString(StandardCharsets.ISO_8859_1))) {
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
    public static String answerTo(int port, String bytes) throws IOException {
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
