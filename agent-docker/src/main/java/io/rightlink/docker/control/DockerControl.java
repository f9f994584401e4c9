package io.rightlink.docker.control;

import java.net.URI;

/** How much the agent has to do with Docker, kept over restarts; {@link DockerLevel#ALL} until it is set. Safe for any thread. */
public interface DockerControl {
    DockerLevel level();

    /**
     * Sets it; it is on disk, and holds, when this returns.
     *
     * @throws org.springframework.dao.DataAccessException if it can't be written; then it is as it was
     */
    void set(DockerLevel level);

    /** Returns where the engine listens, in the form of DOCKER_HOST. */
    URI host();
}
