package io.rightlink.docker.log;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.container.ContainerRef;

/** What containers have written to their standard output and standard error. Safe for any thread. */
public interface ContainerLogs {
    /**
     * Begins to read a container's log, which is to be closed. Blocks until the engine begins to tell it.
     *
     * @throws NotFoundException if there is no such container
     * @throws ConflictException if the beginning of an id fits several, or the log can't be read: its driver sends it elsewhere
     * @throws UnavailableException if there is no connection to the engine, or too many follow a log already
     */
    LogReading read(ContainerRef container, LogQuery query);
}
