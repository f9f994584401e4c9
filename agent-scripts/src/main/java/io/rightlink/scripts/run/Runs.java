package io.rightlink.scripts.run;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Script runs. Each is in the store before anything starts, and starts at most once, whatever happens to the agent. Safe for any
 * thread.
 */
public interface Runs {

    /** A run, and whether this call is the one that made it. */
    record Submission(Run run, boolean created) {}

    /** Keeps runs from starting until it is closed; what is submitted meanwhile is queued. */
    interface Hold extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Records a run and queues it; sent again with the same content it changes nothing and returns the run as it is.
     *
     * @throws ConflictException if there is a run of this id with other content
     */
    default Submission submit(RunId id, RunRequest request) {
        return submit(id, request, Map.of());
    }

    /**
     * Records a run that the agent gives variables of its own, besides the inputs.
     *
     * @param environment variables, which give way to inputs of the same name; when the run is sent again, those of the first time
     *     hold
     * @throws ConflictException if there is a run of this id with another request
     * @throws InvalidException if the request can't be met here, or a variable can't be one
     * @throws NotFoundException if there is no script of the name that it has
     */
    Submission submit(RunId id, RunRequest request, Map<String, String> environment);

    /**
     * Tells whether a run could be submitted now, and records nothing.
     *
     * @throws InvalidException if the request can't be met here
     * @throws NotFoundException if there is no script of the name that it has
     */
    void check(RunRequest request);

    /** Returns the newest thousand runs, the newest first, or fewer where their inputs are large; says so if these aren't all. */
    Listing<Run> list(Optional<RunState> state);

    /**
     * Returns one run.
     *
     * @throws NotFoundException if there is none of this id
     */
    Run get(RunId id);

    /**
     * Waits until a run has ended, and returns it as it ended; empty if the agent stops before.
     *
     * @throws NotFoundException if there is none of this id, or it is forgotten
     */
    Optional<Run> await(RunId id) throws InterruptedException;

    /** Ends a run with its whole process tree, and returns it as it is then; one that has ended stays as it ended. */
    Run cancel(RunId id) throws InterruptedException;

    /**
     * Keeps runs from starting, and waits until none is under way that would end with the agent: it can be replaced then, and loses
     * none.
     *
     * @param patience how long those under way may take
     * @throws ConflictException naming those that take longer; then nothing is held back
     */
    Hold hold(Duration patience) throws InterruptedException;

    /**
     * Returns a run's output, which may still be growing.
     *
     * @throws NotFoundException if there is no run of this id
     */
    RunOutput output(RunId id);
}
