package io.rightlink.app.rll;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Client;
import io.rightlink.scripts.run.Run;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunOutput;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.coyote.CloseNowException;
import org.springframework.http.HttpStatus;

/**
 * The answer to one who waits for a run. HTTP's status precedes the body, and RightLink 10's client goes by it, so the answer is held back
 * until the run has ended; only one of a run that takes too long begins before, and is then broken off if the run doesn't succeed. For one
 * thread.
 */
final class RunAnswer {

    /** After how long without output it is looked whether the caller is still there. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final Runs runs;
    private final RunId id;
    private final RunOutput output;
    private final Client client;
    private final HttpServletResponse response;

    RunAnswer(Runs runs, RunId id, Client client, HttpServletResponse response) {
        this.runs = runs;
        this.id = id;
        this.output = runs.output(id);
        this.client = client;
        this.response = response;
    }

    /**
     * Writes it, and blocks until all is written or the caller has gone.
     *
     * @param heldBack for how long at most
     * @throws UnavailableException if the agent stops before the run has ended
     * @throws CloseNowException if the answer has begun, and the run has not succeeded
     */
    void write(Duration heldBack) throws IOException, InterruptedException {
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (endsWithin(heldBack)) {
            writeWhole(ended());
        } else {
            writeAsItComes();
        }
    }

    private boolean endsWithin(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Duration left = patience;
        boolean ended = isOverWithin(left);
        while (!ended && left.isPositive() && !client.hasGone()) {
            ended = isOverWithin(left);
            left = Duration.ofNanos(end - System.nanoTime());
        }
        return ended;
    }

    private boolean isOverWithin(Duration patience) throws InterruptedException {
        return output.awaitBeyond(Long.MAX_VALUE, patience.compareTo(BETWEEN_LOOKS) < 0 ? patience : BETWEEN_LOOKS)
                .isPresent();
    }

    private void writeWhole(Run run) throws IOException {
        byte[] last = lastLine(run);
        response.setStatus(statusOf(run).value());
        response.setContentLengthLong(run.outputBytes() + last.length);
        OutputStream body = response.getOutputStream();
        output.copy(0, run.outputBytes(), body);
        body.write(last);
    }

    private void writeAsItComes() throws IOException, InterruptedException {
        OutputStream body = response.getOutputStream();
        response.flushBuffer();
        long sent = 0;
        OptionalLong now = output.awaitBeyond(sent, BETWEEN_LOOKS);
        while (now.isEmpty() ? !client.hasGone() : now.getAsLong() > sent) {
            long until = now.orElse(sent);
            output.copy(sent, until, body);
            body.flush();
            sent = until;
            now = output.awaitBeyond(sent, BETWEEN_LOOKS);
        }
        if (now.isPresent()) {
            end(ended(), body);
        }
    }

    private static void end(Run run, OutputStream body) throws IOException {
        if (run.state() != RunState.SUCCEEDED) {
            body.write(lastLine(run));
            body.flush();
            throw new CloseNowException("The run '" + run.id() + "' has not succeeded, and its answer has begun");
        }
    }

    private Run ended() throws InterruptedException {
        return runs.await(id)
                .orElseThrow(() -> new UnavailableException(
                        "run-not-ended", "The agent stops before the run '" + id + "' has ended: see /v1/runs/" + id));
    }

    private static HttpStatus statusOf(Run run) {
        return switch (run.state()) {
            case SUCCEEDED -> HttpStatus.OK;
            case FAILED, TIMED_OUT, CANCELLED -> HttpStatus.UNPROCESSABLE_CONTENT;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    /** Says why a run has not succeeded, behind its output and in the form in which that says what is left out. */
    private static byte[] lastLine(Run run) {
        return run.state() == RunState.SUCCEEDED
                ? new byte[0]
                : ("\n[rightlink: the run '" + run.id() + "' has not succeeded: " + why(run) + "]\n")
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static String why(Run run) {
        if (run.problem() != null) {
            return run.problem();
        }
        return switch (run.state()) {
            case FAILED ->
                run.signal() == null
                        ? "it exited with " + run.exitCode()
                        : "it was ended by the signal " + run.signal();
            case TIMED_OUT -> "its time was over";
            case CANCELLED -> "it was cancelled";
            case INTERRUPTED -> "the agent ended while it ran, and it with the agent";
            default -> "its end is not known";
        };
    }
}
