package io.rightlink.docker.image;

import io.rightlink.core.job.Job;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;

/** The images of this host. Safe for any thread. */
public interface Images {
    /**
     * Returns the images, dangling ones too, without the layers between: what {@code docker images} shows. From
     * memory; blocks while they are looked at over a new connection to the engine.
     *
     * @throws UnavailableException while there is no connection to the engine
     */
    Listing<Image> list();

    /**
     * Begins to pull an image from its registry. The job's result is the image as {@link #list} shows it; cancelling the job stops the
     * pull. Each call is a job of its own, also for the same image: the engine pulls a layer once for all who wait for it.
     *
     * @throws InvalidException if it is an id, which no registry knows
     */
    Job pull(ImageRef image);

    /**
     * Begins to remove an image, or just the name, if it has others. The job's result is what was untagged and deleted; cancelling it
     * doesn't keep the engine from going on.
     *
     * @param image a reference, an id, or the beginning of one
     * @param force whether it may be the image of the agent's own container, have several names or be that of a stopped container
     * @throws NotFoundException if there is none
     * @throws ConflictException if it is the agent's own, or if several ids begin like this
     * @throws UnavailableException if the engine doesn't answer
     */
    Job remove(ImageRef image, boolean force);
}
