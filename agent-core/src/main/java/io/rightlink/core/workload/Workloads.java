package io.rightlink.core.workload;

import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which containers run. The Docker room implements it; rooms that need to know ask here. */
public interface Workloads {
    /**
     * Returns the containers that run now. May block for the time of a round trip to the engine.
     *
     * @throws UnavailableException if the engine can't tell; an empty list always means that none runs
     */
    List<Workload> running();

    /**
     * Returns what the engine itself measures of containers, by their ids, for who can't measure them: it costs the engine a hundred
     * times as much, and up to a second or two. Those that ended, and those that it doesn't tell in time, are left out; all of them
     * where the engine doesn't measure.
     *
     * @throws UnavailableException if it can't tell of any
     */
    default Map<String, WorkloadStatistics> statistics(Collection<String> ids, Duration patience) {
        return Map.of();
    }

    /** Tells whether the operator wants them measured, and not only known. */
    default boolean monitored() {
        return true;
    }
}
