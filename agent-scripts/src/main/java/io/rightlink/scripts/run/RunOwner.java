package io.rightlink.scripts.run;

/**
 * Somebody who submits runs again when the agent is back, if they are still to run. Those that were queued when the agent ended wait for
 * that, and don't start by themselves. Safe for any thread.
 */
@FunctionalInterface
public interface RunOwner {

    /** Tells whether it sees to a run. */
    boolean owns(RunId id);
}
