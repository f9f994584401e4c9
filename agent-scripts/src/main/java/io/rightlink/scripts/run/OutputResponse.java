package io.rightlink.scripts.run;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Client;
import io.rightlink.core.stream.Connections;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/** Sends a run's output, as much as there is or as it comes. Holds no more than a buffer of it. Safe for any thread. */
final class OutputResponse {

    private static final String NEXT_OFFSET = "Rightlink-Next-Offset";

    private final Connections connections;
    private final int mostFollowers;
    private final Semaphore room;
    private final Duration betweenLooks;

    /** @param betweenLooks after how long without output it looks whether the follower is still there */
    OutputResponse(Connections connections, int mostFollowers, Duration betweenLooks) {
        this.connections = connections;
        this.mostFollowers = mostFollowers;
        this.room = new Semaphore(mostFollowers);
        this.betweenLooks = betweenLooks;
    }

    /**
     * Sends it, and blocks until all of it was sent, or a follower has gone.
     *
     * @throws UnavailableException if it is to be followed, and too many follow one already
     */
    void write(RunOutput output, long offset, boolean follow, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!follow) {
            writeWhatThereIs(output, offset, response);
            return;
        }
        if (!room.tryAcquire()) {
            throw new UnavailableException(
                    "too-many-followers", "Cannot follow the output: " + mostFollowers + " follow one already");
        }
        try {
            describe(response);
            if (!request.getMethod().equals("HEAD")) {
                follow(output, offset, Client.of(request, connections), response.getOutputStream());
            }
        } finally {
            room.release();
        }
    }

    private static void writeWhatThereIs(RunOutput output, long offset, HttpServletResponse response)
            throws IOException {
        long until = Math.max(offset, output.size());
        describe(response);
        response.setHeader(NEXT_OFFSET, Long.toString(until));
        response.setContentLengthLong(until - offset);
        output.copy(offset, until, response.getOutputStream());
    }

    private static void describe(HttpServletResponse response) {
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private void follow(RunOutput output, long offset, Client client, OutputStream body)
            throws IOException, InterruptedException {
        long sent = Math.max(offset, output.size());
        output.copy(offset, sent, body);
        body.flush();
        OptionalLong now = output.awaitBeyond(sent, betweenLooks);
        while (now.isEmpty() ? !client.hasGone() : now.getAsLong() > sent) {
            long until = now.orElse(sent);
            output.copy(sent, until, body);
            body.flush();
            sent = until;
            now = output.awaitBeyond(sent, betweenLooks);
        }
    }
}
