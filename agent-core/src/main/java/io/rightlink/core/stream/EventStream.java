package io.rightlink.core.stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is being followed as server-sent events, until its reader has gone. Stateless; safe for any thread.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>
 */
public final class EventStream<E> {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Duration heartbeat;
    private final Function<E, byte[]> form;

    /**
     * @param heartbeat after how much silence a comment is sent, by which it is noticed that the reader has gone
     * @param form makes the bytes of an event, as {@link ServerSentEvent#toBytes} does
     */
    public EventStream(Duration heartbeat, Function<E, byte[]> form) {
        this.heartbeat = heartbeat;
        this.form = form;
    }

    /**
     * Sends it and closes it in the end; blocks until then. Who asks for the headers alone could not be noticed to have gone, and gets
     * just those.
     */
    public void send(Following<E> following, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        try (following) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            if (!request.getMethod().equals("HEAD")) {
                send(following, response.getOutputStream());
            }
        } catch (IOException e) {
            LOG.debug("Nobody reads {} any more", request.getRequestURI(), e);
        }
    }

    private void send(Following<E> following, OutputStream body) throws IOException, InterruptedException {
        body.write(COMMENT);
        body.flush();
        while (!following.hasEnded()) {
            Optional<E> event = following.next(heartbeat);
            body.write(event.map(form).orElse(COMMENT));
            if (!following.hasNext()) {
                body.flush();
            }
        }
    }
}
