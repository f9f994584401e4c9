package io.rightlink.app.platform;

import io.rightlink.core.problem.UnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;
import org.apache.coyote.CloseNowException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.springframework.http.HttpHeaders;

/** A platform's answer that is passed back as it comes, whatever its status. For one thread. */
final class Answer {

    private static final int BUFFER_BYTES = 8 * 1024;

    private final ClassicHttpResponse answer;
    private final Function<IOException, UnavailableException> failures;

    /** @param failures says what it means that the answer can't be read on */
    Answer(ClassicHttpResponse answer, Function<IOException, UnavailableException> failures) {
        this.answer = answer;
        this.failures = failures;
    }

    /**
     * Writes it, and blocks until all is written.
     *
     * @throws UnavailableException if it breaks off before anything of its body is there
     * @throws CloseNowException if it breaks off later, so that nobody takes what was written for the whole
     */
    void passTo(HttpServletResponse response, String method) throws IOException {
        response.setStatus(answer.getCode());
        EndToEnd.copy(answer, response);
        HttpEntity body = answer.getEntity();
        if (body != null) {
            if (body.getContentLength() >= 0) {
                response.setContentLengthLong(body.getContentLength());
            }
            copy(body.getContent(), response);
        } else if (method.equals("HEAD")) {
            length().ifPresent(response::setContentLengthLong);
        }
        response.flushBuffer();
    }

    private void copy(InputStream content, HttpServletResponse response) throws IOException {
        OutputStream caller = response.getOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = read(content, buffer, response); read >= 0; read = read(content, buffer, response)) {
            caller.write(buffer, 0, read);
            caller.flush();
        }
    }

    private int read(InputStream content, byte[] buffer, HttpServletResponse response) throws IOException {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            if (response.isCommitted()) {
                throw new CloseNowException("The platform's answer broke off, and was begun to be passed back", e);
            }
            response.reset();
            throw failures.apply(e);
        }
    }

    /** Returns what an answer without its body says of the body's length. */
    private Optional<Long> length() {
        Header header = answer.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
        return Optional.ofNullable(header)
                .map(Header::getValue)
                .filter(value -> value.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }
}
