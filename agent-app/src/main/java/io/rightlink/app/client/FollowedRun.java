package io.rightlink.app.client;

import static io.rightlink.app.client.Listings.text;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A run that is submitted and followed over the agent's restarts: whatever is lost on the way is asked for again, and nothing is started
 * twice, since its id stays the same. For one thread.
 */
final class FollowedRun {

    private static final Set<String> GOES_ON = Set.of("queued", "running");
    private static final int PIECE = 8 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Api api;
    private final String id;
    private final Surroundings around;
    private final Duration patience;
    private long offset;

    FollowedRun(Api api, String id, Surroundings around) {
        this(api, id, around, Duration.ofMinutes(1));
    }

    /** @param patience for how long an agent may be away that has answered before */
    FollowedRun(Api api, String id, Surroundings around, Duration patience) {
        this.api = api;
        this.id = id;
        this.around = around;
        this.patience = patience;
    }

    /**
     * Has it run, and returns what the agent says of it. A request that never reached an agent isn't repeated; one whose answer was lost
     * is.
     */
    byte[] submit(byte[] request) {
        String path = Query.of("/v1/runs/{}", id).toString();
        try {
            return Api.require(api.ask("PUT", path, request));
        } catch (ClientException failure) {
            if (!failure.isAnswerLost()) {
                throw failure;
            }
        }
        return patiently(() -> Api.require(api.ask("PUT", path, request)));
    }

    /** Returns what the agent says of it once it has ended. Ctrl-C meanwhile ends this, and not the run. */
    byte[] await(boolean withOutput) {
        Thread farewell = new Thread(this::sayHowItGoesOn);
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            byte[] run = patiently(() -> look(withOutput));
            while (GOES_ON.contains(text(Api.tree(run), "state"))) {
                // an agent that stops ends the answer as if all were told
                LockSupport.parkNanos(PAUSE.toNanos());
                run = patiently(() -> look(withOutput));
            }
            return run;
        } finally {
            Runtime.getRuntime().removeShutdownHook(farewell);
        }
    }

    /** Follows the output to its end, or to where it breaks off; then tells where the run stands. */
    private byte[] look(boolean withOutput) {
        try (InputStream output = api.stream(Query.of("/v1/runs/{}/output", id)
                .with("offset", offset)
                .with("follow", true)
                .toString())) {
            byte[] piece = new byte[PIECE];
            for (int length = output.read(piece); length >= 0; length = output.read(piece)) {
                offset += length;
                if (withOutput) {
                    pass(piece, length);
                }
            }
        } catch (IOException e) {
            throw Api.lost(e);
        }
        return api.get(Query.of("/v1/runs/{}", id).toString());
    }

    private void pass(byte[] piece, int length) {
        around.out().write(piece, 0, length);
        if (around.out().checkError()) {
            throw new ClientException(Outcome.FAILED, "Nobody reads the output any more; " + howItGoesOn());
        }
    }

    private <T> T patiently(Supplier<T> request) {
        long since = System.nanoTime();
        long known = offset;
        while (true) {
            try {
                return request.get();
            } catch (ClientException failure) {
                since = offset > known ? System.nanoTime() : since;
                known = offset;
                if (!failure.isPassing() || System.nanoTime() - since > patience.toNanos()) {
                    throw failure.isPassing() ? failure.with("; " + howItGoesOn()) : failure;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void sayHowItGoesOn() {
        around.say(howItGoesOn());
    }

    private String howItGoesOn() {
        return "the run '" + id + "' may go on: 'rightlink logs -f run:" + id + "' shows it, 'rightlink cancel " + id
                + "' ends it";
    }
}
