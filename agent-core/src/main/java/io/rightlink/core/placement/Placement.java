package io.rightlink.core.placement;

import io.rightlink.core.problem.InvalidException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A place where a program can be run: beside the agent, on the host, in a container of its own. */
public interface Placement {
    /** Returns the name that callers use: {@code agent}; or what is before the colon of it: {@code image}. */
    String name();

    /**
     * Tells whether a program could be started in a place that a caller names, as far as that can be told without looking.
     *
     * @param detail what follows the name and a colon, if a colon does
     * @throws InvalidException if there is no such place
     */
    default void check(Optional<String> detail) {
        if (detail.isPresent()) {
            throw new InvalidException(
                    "invalid-placement", "The placement '" + name() + "' is but one place: nothing follows its name");
        }
    }

    /**
     * Starts a program, in a session of its own, and returns at once.
     *
     * @throws IOException if it could not be started, saying why; then nothing runs
     */
    Running start(Launch launch) throws IOException;

    /** Tells whether what runs here goes on when the agent ends. If so, it is kept until {@link Running#release}. */
    default boolean outlivesAgent() {
        return false;
    }

    /** Tells whether nobody but root sees the environment of what runs here. If not, nothing secret belongs into it. */
    default boolean hidesEnvironment() {
        return false;
    }

    /**
     * Finds what an earlier life of the agent started here, whether it still runs or has ended; empty if there is nothing of this id:
     * it never started, or the host was rebooted. Blocks for the time of some round trips.
     *
     * @param output where its output is kept, as it was launched
     * @throws io.rightlink.core.problem.UnavailableException if it can't be told now
     */
    default Optional<Running> find(String id, Path output) {
        return Optional.empty();
    }

    /** Returns the ids of everything that is kept here, running or ended. */
    default List<String> kept() {
        return List.of();
    }
}
