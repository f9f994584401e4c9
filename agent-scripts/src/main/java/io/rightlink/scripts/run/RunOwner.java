package io.rightlink.scripts.run;

import java.util.List;

/**
 * Somebody who submits runs again when the agent is back, if they are still to run. Those that were queued when the agent ended wait for
 * that, and don't start by themselves. Safe for any thread.
 */
public interface RunOwner {

    /** Tells whether it sees to a run. */
    boolean owns(RunId id);

    /** Returns the ids of the runs whose end it has not seen yet, or which it has not submitted: none of them is forgotten. */
    List<String> awaited();
}
