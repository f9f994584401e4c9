package io.rightlink.systemd.journal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a journal that is being followed, until its reader has gone. Stateless; safe for any thread.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>
 */
final class EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final JsonMapper json;
    private final Duration heartbeat;

    EventStream(JsonMapper json, Duration heartbeat) {
        this.json = json;
        this.heartbeat = heartbeat;
    }

    /** Sends it and closes it in the end. Who asks for the headers alone could not be noticed to have gone, and gets just those. */
    void send(JournalFollowing following, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        try (following) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            if (!request.getMethod().equals("HEAD")) {
                send(following, response.getOutputStream());
            }
        } catch (IOException e) {
            LOG.debug("Nobody reads the journal any more", e);
        }
    }

    private void send(JournalFollowing following, OutputStream body) throws IOException, InterruptedException {
        body.write(COMMENT);
        body.flush();
        while (!following.hasEnded()) {
            Optional<JournalEvent> event = following.next(heartbeat);
            body.write(event.map(this::format).orElse(COMMENT));
            if (!following.hasNext()) {
                body.flush();
            }
        }
    }

    private byte[] format(JournalEvent event) {
        String text = "id: " + event.cursor() + "\ndata: " + json.writeValueAsString(event.entry()) + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
