package io.rightlink.app.listener;

import io.rightlink.core.problem.InvalidException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps callers from filling the agent's memory: no body is larger than a limit, and no form than a lower one, whether it says so before or
 * not. Immutable.
 */
class BodyLimit extends OncePerRequestFilter {

    private final DataSize largest;
    private final JsonMapper json;

    BodyLimit(DataSize largest, JsonMapper json) {
        this.largest = largest;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean form = Forms.isIn(request);
        long most = form ? Math.min(Forms.LARGEST.toBytes(), largest.toBytes()) : largest.toBytes();
        String detail = (form ? "A form" : "A request's body") + " has at most " + most + " bytes";
        long announced = request.getContentLengthLong();
        if (announced > most) {
            Refusal.send(request, response, json, HttpStatus.CONTENT_TOO_LARGE, "content-too-large", detail);
        } else if (announced < 0) {
            doCounted(request, response, chain, most, detail);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A filter behind this may read the body, a form's: what a handler throws is made a problem before it gets here. */
    private void doCounted(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, long most, String detail)
            throws ServletException, IOException {
        try {
            chain.doFilter(new Counted(request, most, detail), response);
        } catch (InvalidException e) {
            if (response.isCommitted()) {
                throw e;
            }
            response.reset();
            Refusal.send(request, response, json, HttpStatus.CONTENT_TOO_LARGE, "content-too-large", detail);
        }
    }

    /** A request that doesn't say how long it is. */
    private static final class Counted extends HttpServletRequestWrapper {

        private final long most;
        private final String detail;
        private @Nullable ServletInputStream body;

        Counted(HttpServletRequest request, long most, String detail) {
            super(request);
            this.most = most;
            this.detail = detail;
        }

        /** The same for each who asks: what they read is counted together. */
        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new CountedStream(super.getInputStream(), most, detail);
            }
            return body;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            Charset charset = encoding == null ? StandardCharsets.ISO_8859_1 : Charset.forName(encoding);
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream source;
        private final String detail;
        private long left;

        CountedStream(ServletInputStream source, long most, String detail) {
            this.source = source;
            this.left = most;
            this.detail = detail;
        }

        @Override
        public int read() throws IOException {
            int next = source.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = source.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw InvalidException.tooLarge("content-too-large", detail);
            }
        }
    }
}
