package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.collectd.Refused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines that end in CRLF or LF, and none into memory that is too long. For one thread. */
final class Lines {

    /** A batch of write_http's is 4 KB. */
    private static final int LONGEST = 64 * 1024;

    private static final int CHUNK = 8 * 1024;

    private final InputStream source;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;
    private byte[] line = new byte[CHUNK];
    private int length;

    Lines(InputStream source) {
        this.source = source;
    }

    /**
     * Returns the next line, or null at the end.
     *
     * @throws Refused if it is too long; the one behind it can be read then
     */
    @Nullable
    String next() throws IOException, Refused {
        length = 0;
        boolean some = false;
        boolean tooLong = false;
        while (at < end || fill()) {
            some = true;
            int newline = newline();
            tooLong = tooLong || !append(newline);
            at = Math.min(newline + 1, end);
            if (newline < end) {
                break;
            }
        }
        if (tooLong) {
            throw new Refused(Reason.TOO_LARGE, "a line of more than " + LONGEST + " bytes");
        }
        return some ? text() : null;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, source.read(chunk, 0, CHUNK));
        return end > 0;
    }

    private int newline() {
        int i = at;
        while (i < end && chunk[i] != '\n') {
            i++;
        }
        return i;
    }

    private boolean append(int until) {
        int more = until - at;
        if (length + more > LONGEST) {
            return false;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(length + more, 2 * line.length)));
        }
        System.arraycopy(chunk, at, line, length, more);
        length += more;
        return true;
    }

    private String text() {
        int shown = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, shown, StandardCharsets.UTF_8);
    }
}
