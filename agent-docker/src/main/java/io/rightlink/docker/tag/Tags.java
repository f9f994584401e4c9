package io.rightlink.docker.tag;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.UnavailableException;

/**
 * The inventory in the words of RightLink 10, which wrote it as tags on the instance. Safe for any thread.
 *
 * <pre>{@code
 * rs_docker:host=["<engine id>",<memory in MiB>,<cpus>]
 * rs_docker:c-<64 hex digits>=["/<name>","<image id>",<memory limit in MiB>,<cpu shares>]
 * rs_docker:i-<64 hex digits>=["nginx:latest"]
 * }</pre>
 */
public interface Tags {
    /**
     * Returns the tag of the host, one for every container that runs, and one for every image. What isn't limited is 0 in a container's
     * tag; ids of images are without {@code sha256:}. From memory.
     *
     * @throws UnavailableException while there is no connection to the engine
     */
    Listing<String> list();
}
