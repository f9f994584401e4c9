package io.rightlink.app.rll;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Client;
import io.rightlink.core.stream.Connections;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.run.Runs;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;

/** Runs scripts while their callers wait. A run is none the worse for a caller who leaves. Safe for any thread. */
final class SynchronousRuns {

    private static final int MOST_CALLERS = 64;

    private final Runs runs;
    private final Connections connections;
    private final Duration statusWithin;
    private final Semaphore room = new Semaphore(MOST_CALLERS);

    /** @param statusWithin for how long an answer is held back, unless its caller wants to follow */
    SynchronousRuns(Runs runs, Connections connections, Duration statusWithin) {
        this.runs = runs;
        this.connections = connections;
        this.statusWithin = statusWithin;
    }

    /**
     * Runs a script, and blocks until it has ended and all is sent, or the caller has gone.
     *
     * @throws UnavailableException if too many wait already; nothing is run then
     */
    void run(RunRequest request, boolean follow, HttpServletRequest from, HttpServletResponse to)
            throws IOException, InterruptedException {
        if (!room.tryAcquire()) {
            throw new UnavailableException(
                    "too-many-callers",
                    "Cannot run the script: " + MOST_CALLERS
                            + " callers wait for theirs already; PUT /v1/runs/{id} doesn't wait");
        }
        try {
            RunId id = new RunId("rll-" + UUID.randomUUID());
            runs.submit(id, request);
            to.setHeader(HttpHeaders.LOCATION, "/v1/runs/" + id);
            new RunAnswer(runs, id, Client.of(from, connections), to).write(follow ? Duration.ZERO : statusWithin);
        } finally {
            room.release();
        }
    }
}
