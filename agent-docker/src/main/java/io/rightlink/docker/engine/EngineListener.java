package io.rightlink.docker.engine;

import io.rightlink.core.problem.ProblemException;

/** What keeps in memory what the engine has. {@link EngineWatch} calls it from threads of its own. */
public interface EngineListener {
    /**
     * Looks at everything, since nothing of what was seen before is certain. The engine tells its events by now. Blocks until it is done.
     *
     * @throws ProblemException if it can't be done
     */
    void lookAtAll();

    /**
     * Looks whether something has changed without an event: they get lost.
     *
     * @throws ProblemException if it can't be done
     */
    void lookAgain();

    /** Takes note of an event. Must not block. */
    void onEvent(EngineEvent event);
}
