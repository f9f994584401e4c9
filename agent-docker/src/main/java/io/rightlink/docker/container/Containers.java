package io.rightlink.docker.container;

import io.rightlink.core.job.Job;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;

/**
 * The containers of this host, in all states, from memory. Safe for any thread. Every method throws {@link UnavailableException}
 * while there is no connection to the engine, and blocks while the containers are looked at over a new one.
 */
public interface Containers {
    /**
     * Returns the containers that the filter lets through, the newest first. Incomplete when the engine lists a container and then
     * can't describe it: that one shows what the list says of it.
     */
    Listing<Container> list(ContainerFilter filter);

    /**
     * Returns one container.
     *
     * @throws NotFoundException if there is none
     * @throws ConflictException if the beginning of an id fits several
     */
    Container get(ContainerRef container);

    /**
     * Begins to start, stop, restart or kill a container. The job's result is the container as it is afterwards, or nothing if it
     * was to be removed when it stopped.
     *
     * @param force whether the agent's own container may be meant
     * @throws NotFoundException if there is none
     * @throws ConflictException if it is the agent's own
     */
    Job act(ContainerRef container, ContainerAction action, boolean force);

    /**
     * Begins to remove a container, as {@code docker rm} does. The job fails in the engine's words if the container runs and isn't
     * forced; it has no result once the container is gone.
     *
     * @param force whether one that runs is killed first, and the agent's own container may be meant
     * @param volumes whether the volumes without a name that it alone has go with it
     * @throws NotFoundException if there is none
     * @throws ConflictException if it is the agent's own
     */
    Job remove(ContainerRef container, boolean force, boolean volumes);
}
