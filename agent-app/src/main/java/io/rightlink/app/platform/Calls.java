package io.rightlink.app.platform;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Client;
import io.rightlink.core.stream.Connections;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Passes calls on to the platform's API. Safe for any thread. */
final class Calls {

    /** At once; each may hold a body's first kilobytes, and a connection. */
    static final int MOST = 64;

    private final Platform platform;
    private final PlatformClient client;
    private final Connections connections;
    private final Duration timeout;
    private final Semaphore room = new Semaphore(MOST);

    /** @param timeout for how long the platform may keep a call waiting */
    Calls(Platform platform, PlatformClient client, Connections connections, Duration timeout) {
        this.platform = platform;
        this.client = client;
        this.connections = connections;
        this.timeout = timeout;
    }

    /**
     * Passes a call on, and blocks until the whole answer is passed back or the caller has gone.
     *
     * @throws UnavailableException if there is no platform, it can't be reached, or too many calls wait for it already
     */
    void pass(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        ApiTarget target = ApiTarget.of(request);
        if (!room.tryAcquire()) {
            throw new UnavailableException(
                    "too-many-callers",
                    "Cannot pass this on to the platform's API: " + MOST + " calls wait for it already");
        }
        try {
            new Call(client, platform.current(), Client.of(request, connections), timeout)
                    .pass(request, target, response);
        } finally {
            room.release();
        }
    }
}
