package io.rightlink.docker.engine;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way from the thread that asked for it to the one that is to read it. Who waits may give up just when it comes: then
 * it is closed, or its connection would stay open with nobody at its end. Safe for any thread.
 */
final class Handover {

    private @Nullable Response offered;
    private boolean declined;

    /** Returns the answer, which is closed if nobody waits for it any more. */
    synchronized Response offer(Response response) {
        if (declined) {
            response.close();
        } else {
            offered = response;
        }
        return response;
    }

    /** Has the answer closed, whenever it comes. */
    synchronized void decline() {
        declined = true;
        if (offered != null) {
            offered.close();
        }
    }
}
