package io.rightlink.docker.log;

import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.stream.Client;
import io.rightlink.core.stream.Connections;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a log to a client as it is read. Safe for any thread. */
final class LogSender {

    private static final Logger LOG = LoggerFactory.getLogger(LogSender.class);
    private static final int PIECE = 8 * 1024;

    private final Connections connections;
    private final Duration betweenLooks;

    /** @param betweenLooks after how long without anything to send it looks whether the client is still there */
    LogSender(Connections connections, Duration betweenLooks) {
        this.connections = connections;
        this.betweenLooks = betweenLooks;
    }

    /**
     * Sends it and closes it in the end. Who asks for the headers alone gets just those.
     *
     * @throws ProblemException if the log broke off before anything was sent
     * @throws IOException if it broke off later: so the answer breaks off, too, and can't be taken for whole
     */
    void send(LogReading reading, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        try (reading) {
            response.setContentType("text/plain;charset=utf-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            if (!request.getMethod().equals("HEAD")) {
                copy(reading, Client.of(request, connections), response);
            }
        } catch (ProblemException problem) {
            if (response.isCommitted()) {
                throw breakOff(request, problem);
            }
            response.reset();
            throw problem;
        }
    }

    /**
     * Returns what has Tomcat close the connection. It must not tell of the engine's end of file or reset connection: Spring would take
     * that for the client's, and end the answer as if it were whole.
     */
    private static IOException breakOff(HttpServletRequest request, ProblemException problem) {
        LOG.warn("Cannot send the rest of {}: {}", request.getRequestURI(), problem.getMessage());
        return new IOException("a log broke off while it was sent");
    }

    private void copy(LogReading reading, Client client, HttpServletResponse response) throws InterruptedException {
        byte[] piece = new byte[PIECE];
        try {
            flush(reading, response);
            int length = reading.next(piece, betweenLooks);
            while (length > 0 || (length == 0 && !client.hasGone())) {
                response.getOutputStream().write(piece, 0, length);
                flush(reading, response);
                length = reading.next(piece, betweenLooks);
            }
        } catch (IOException e) {
            LOG.debug("Nobody reads the log any more", e);
        }
    }

    /** Sends at once what a follower waits for; whoever doesn't follow gets it in big pieces. */
    private static void flush(LogReading reading, HttpServletResponse response) throws IOException {
        if (reading.follows() && !reading.hasNext()) {
            response.flushBuffer();
        }
    }
}
