package io.rightlink.core.placement;

import java.io.IOException;

/** A place where a program can be run: beside the agent, on the host, in a container of its own. */
public interface Placement {
    /** Returns the name that callers use: {@code agent}. */
    String name();

    /**
     * Starts a program, in a session of its own, and returns at once.
     *
     * @throws IOException if it could not be started, saying why; then nothing runs
     */
    Running start(Launch launch) throws IOException;
}
