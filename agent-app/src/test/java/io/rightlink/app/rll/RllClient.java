package io.rightlink.app.rll;

import io.rightlink.app.RunningAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests as RightLink 10's client does, byte by byte: what it sends is called JSON, even where there is nothing. */
public final class RllClient implements AutoCloseable {

    private static final Pattern CHUNK = Pattern.compile("([0-9a-f]+)\r\n");

    private final Socket socket;

    /** An answer; what came of its body before it was broken off, if it was. */
    public record Answer(int status, String head, String body, boolean isWhole) {}

    private RllClient(Socket socket) {
        this.socket = socket;
    }

    /** Sends parameters in the query, as they stand, with an empty body. */
    public static RllClient send(RunningAgent agent, String method, String target) throws IOException {
        return send(agent, method, target, "application/json", "");
    }

    public static RllClient send(RunningAgent agent, String method, String target, String type, String body)
            throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), agent.port());
        socket.setSoTimeout(60_000);
        String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-RLL-Secret: "
                + agent.secret() + "\r\nContent-Type: " + type + "\r\nAccept-Encoding: gzip\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        return new RllClient(socket);
    }

    /** Asks, and waits for the whole answer. */
    public static Answer ask(RunningAgent agent, String method, String target) throws IOException {
        try (RllClient client = send(agent, method, target)) {
            return client.answer();
        }
    }

    /** Asks with a form, and waits for the whole answer. */
    public static Answer form(RunningAgent agent, String method, String target, String form) throws IOException {
        try (RllClient client = send(agent, method, target, "application/x-www-form-urlencoded", form)) {
            return client.answer();
        }
    }

    /** Reads until something is there, and returns what was read. */
    public String readUntil(String wanted) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf(wanted) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The answer has ended: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    public Answer answer() throws IOException {
        String all = readAll();
        int split = all.indexOf("\r\n\r\n");
        if (split < 0) {
            throw new IOException("No answer: " + all);
        }
        String head = all.substring(0, split);
        String rest = all.substring(split + 4);
        int status = Integer.parseInt(head.substring(9, 12));
        return head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                ? new Answer(status, head, unchunked(rest), rest.endsWith("0\r\n\r\n"))
                : new Answer(status, head, rest, true);
    }

    private String readAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException e) {
            // broken off
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static String unchunked(String chunks) {
        StringBuilder body = new StringBuilder();
        Matcher chunk = CHUNK.matcher(chunks);
        int at = 0;
        while (chunk.find(at) && chunk.start() == at && !chunk.group(1).equals("0")) {
            int end = Math.min(chunks.length(), chunk.end() + Integer.parseInt(chunk.group(1), 16));
            body.append(chunks, chunk.end(), end);
            at = Math.min(chunks.length(), end + 2);
        }
        return body.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
