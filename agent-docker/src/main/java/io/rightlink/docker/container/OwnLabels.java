package io.rightlink.docker.container;

import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import java.util.Map;

/** Which of their labels containers were given by who started them. Safe for any thread. */
public interface OwnLabels {
    /**
     * Returns a container's labels without those that its image has with the same value: anybody can have made the image. May block for
     * the time of a round trip to the engine.
     *
     * @param containerId 64 hexadecimal digits
     * @throws NotFoundException if it isn't there
     * @throws UnavailableException if the engine can't tell
     */
    Map<String, String> of(String containerId);
}
