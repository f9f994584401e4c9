package io.rightlink.scripts.schedule;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.run.Run;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunOutput;
import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs that are submitted, and never start. Safe for any thread. */
final class RecordedRuns implements Runs {

    private final Map<String, RunRequest> requests = new LinkedHashMap<>();
    private final Map<String, RunState> states = new LinkedHashMap<>();
    private @Nullable RuntimeException refusal;

    private RunState next = RunState.SUCCEEDED;

    synchronized List<String> ids() {
        return List.copyOf(requests.keySet());
    }

    synchronized RunRequest request(String id) {
        return Objects.requireNonNull(requests.get(id));
    }

    synchronized void beginAs(RunState state) {
        next = state;
    }

    synchronized void end(String id) {
        states.put(id, RunState.SUCCEEDED);
    }

    synchronized void forget() {
        requests.clear();
        states.clear();
    }

    synchronized void refuse(@Nullable RuntimeException why) {
        refusal = why;
    }

    @Override
    public synchronized Submission submit(RunId id, RunRequest request, Map<String, String> environment) {
        RunRequest before = requests.get(id.value());
        if (before != null && !before.equals(request)) {
            throw new ConflictException("run-differs", "There is a run '" + id + "' with other content");
        } else if (before == null) {
            check(request);
            requests.put(id.value(), request);
            states.put(id.value(), next);
        }
        return new Submission(get(id), before == null);
    }

    @Override
    public synchronized void check(RunRequest request) {
        RuntimeException why = refusal;
        if (why != null) {
            throw why;
        }
    }

    @Override
    public Listing<Run> list(Optional<RunState> state) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Run get(RunId id) {
        RunRequest request = requests.get(id.value());
        if (request == null) {
            throw new NotFoundException("run-not-found", "No run '" + id + "'");
        }
        return new Run(
                id.value(),
                Objects.requireNonNull(states.get(id.value())),
                request.script().name(),
                "0f1e",
                Map.of(),
                "agent",
                "default",
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                null,
                0,
                null);
    }

    @Override
    public Optional<Run> await(RunId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Run cancel(RunId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Hold hold(Duration patience) {
        throw new AssertionError("Nobody holds these");
    }

    @Override
    public RunOutput output(RunId id) {
        throw new UnsupportedOperationException();
    }
}
