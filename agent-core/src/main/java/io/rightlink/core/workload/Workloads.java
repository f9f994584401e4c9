package io.rightlink.core.workload;

import io.rightlink.core.problem.UnavailableException;
import java.util.List;

/** Which containers run. The Docker room implements it; rooms that need to know ask here. */
public interface Workloads {
    /**
     * Returns the containers that run now. May block for the time of a round trip to the engine.
     *
     * @throws UnavailableException if the engine can't tell; an empty list always means that none runs
     */
    List<Workload> running();

    /** Tells whether the operator wants them measured, and not only known. */
    default boolean monitored() {
        return true;
    }
}
