package io.rightlink.docker.image;

import io.rightlink.core.listing.Listing;
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
}
