package io.rightlink.app.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back.
 *
 * @param head in lower case, without the last line's end
 * @param endless whether it is a stream of events, of which nothing was read
 */
record Answer(int status, String head, String body, boolean endless) {

    private static final Pattern STATUS = Pattern.compile("http/1\\.1 (\\d{3}) ?[^\r\n]*");
    private static final String END = "\r\n\r\n";

    /** Reads one to its end; empty if the connection was closed or reset before one began. */
    static Optional<Answer> read(InputStream in, boolean toHead) throws IOException {
        String head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
        if (!status.matches()) {
            throw new IOException("No answer begins with '" + head + "'");
        }
        int code = Integer.parseInt(status.group(1));
        if (code < 200) {
            return read(in, toHead);
        }
        boolean endless = code == 200 && head.contains("content-type: text/event-stream");
        boolean bodiless = toHead || endless || code == 204 || code == 304;
        return Optional.of(new Answer(code, head, bodiless ? "" : body(head, in), endless));
    }

    boolean closes() {
        return endless || head.contains("connection: close");
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                head.append((char) next);
                if (next == '\n' && head.indexOf(END, head.length() - END.length()) >= 0) {
                    return head.substring(0, head.length() - END.length()).toLowerCase(Locale.ROOT);
                }
            }
        } catch (SocketException _) {
            // reset: the agent didn't read all that was sent
        }
        if (!head.isEmpty()) {
            throw new EOFException("The answer ends in its head: '" + head + "'");
        }
        return "";
    }

    private static String body(String head, InputStream in) throws IOException {
        try {
            if (head.contains("transfer-encoding: chunked")) {
                return chunks(in);
            }
            Matcher length = Pattern.compile("content-length: (\\d+)").matcher(head);
            byte[] body = length.find() ? exactly(in, Integer.parseInt(length.group(1))) : in.readAllBytes();
            return new String(body, StandardCharsets.UTF_8);
        } catch (SocketException _) {
            return "";
        }
    }

    private static String chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(exactly(in, size));
            var _ = line(in);
        }
        var _ = line(in);
        return body.toString(StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The answer's body ends early");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer's body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }
}
