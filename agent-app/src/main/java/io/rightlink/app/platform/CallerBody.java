package io.rightlink.app.platform;

import io.rightlink.core.problem.InvalidException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A request's body, which is passed on as it comes, by the thread that has the request. One of no more than some kilobytes is kept, so that
 * it can be sent again. For one thread.
 */
final class CallerBody {

    private static final int KEPT_BYTES = 32 * 1024;
    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int ENDED = -1;
    private static final Set<String> WITH_LENGTH = Set.of("POST", "PUT", "PATCH");

    private final String method;
    private final long length;
    private final byte[] beginning = new byte[KEPT_BYTES];
    private int kept;
    private @Nullable InputStream rest;

    private CallerBody(HttpServletRequest request) {
        this.method = request.getMethod();
        this.length = request.getContentLengthLong();
    }

    /**
     * Returns the body of a request, of which the beginning is read.
     *
     * @throws InvalidException if it breaks off
     */
    static CallerBody of(HttpServletRequest request) throws IOException {
        CallerBody body = new CallerBody(request);
        if (body.length > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            body.begin(request.getInputStream());
        }
        return body;
    }

    /** Tells whether it can be put into a second request. */
    boolean isKept() {
        return rest == null;
    }

    /** Has it sent with a request. */
    void putInto(HttpUriRequestBase passed) {
        if (rest != null) {
            passed.setEntity(new Streamed(passed, rest));
        } else if (kept > 0 || WITH_LENGTH.contains(method)) {
            passed.setEntity(new ByteArrayEntity(beginning, 0, kept, null));
        }
    }

    private void begin(InputStream body) {
        int read = 0;
        while (read != ENDED && kept < KEPT_BYTES) {
            read = read(body, beginning, kept);
            kept += Math.max(read, 0);
        }
        if (read != ENDED && kept != length) {
            rest = body;
        }
    }

    /** Tells a caller that breaks off from a platform that does. */
    private static int read(InputStream body, byte[] into, int offset) {
        try {
            return body.read(into, offset, into.length - offset);
        } catch (IOException _) {
            throw new InvalidException(
                    "incomplete-body", "The request's body ended before it should, or took too long");
        }
    }

    /** What is kept, and then the rest. */
    private final class Streamed extends AbstractHttpEntity {

        private final HttpUriRequestBase passed;
        private final InputStream rest;

        Streamed(HttpUriRequestBase passed, InputStream rest) {
            super((ContentType) null, null, length < 0);
            this.passed = passed;
            this.rest = rest;
        }

        /** Cuts the connection if the rest doesn't come: the client would else write the last chunk, and all would look whole. */
        @Override
        public void writeTo(OutputStream platform) throws IOException {
            platform.write(beginning);
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                for (int read = read(rest, buffer, 0); read != ENDED; read = read(rest, buffer, 0)) {
                    platform.write(buffer, 0, read);
                }
            } catch (InvalidException e) {
                passed.abort();
                throw e;
            }
        }

        @Override
        public long getContentLength() {
            return length;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public boolean isStreaming() {
            return true;
        }

        @Override
        public InputStream getContent() {
            throw new UnsupportedOperationException("It can only be written");
        }

        @Override
        public void close() {
            // the request's stream is the listener's to close
        }
    }
}
