package io.rightlink.docker.image;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.UnavailableException;

/** The images of this host. Safe for any thread. */
public interface Images {
    /**
     * Returns the images, dangling ones too, without the layers between: what {@code docker images} shows. Blocks for two round trips
     * to the engine.
     *
     * @throws UnavailableException if it can't tell
     */
    Listing<Image> list();
}
