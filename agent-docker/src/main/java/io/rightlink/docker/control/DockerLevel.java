package io.rightlink.docker.control;

import io.rightlink.core.problem.InvalidException;
import java.util.Arrays;
import java.util.Locale;

/** How much the agent has to do with Docker: RightLink 10's {@code enable_docker}. */
public enum DockerLevel {
    /** Nothing: the engine is neither asked nor told anything more. A pull or a log that is under way goes on to its end. */
    NONE,
    /** The inventory, and what is done with containers and images. */
    TAGS,
    /** That, and containers are measured. */
    ALL;

    /** Returns the name as callers write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the level of a name.
     *
     * @throws InvalidException if there is none
     */
    public static DockerLevel ofLabel(String label) {
        return Arrays.stream(values())
                .filter(level -> level.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidException(
                        "invalid-docker-level",
                        "Cannot set enable_docker to '" + label + "': there are none, tags and all"));
    }
}
