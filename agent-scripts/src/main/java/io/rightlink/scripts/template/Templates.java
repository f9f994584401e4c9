package io.rightlink.scripts.template;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import java.util.Optional;

/**
 * The ServerTemplate that is in force: at the host's next boot, at its next way down, and for a boot that is tried again. Safe for any
 * thread.
 */
public interface Templates {

    /**
     * Returns it; empty if there is none.
     *
     * @throws InvalidException if somebody else made something of its file that can't be understood
     */
    Optional<ServerTemplate> find();

    /**
     * Returns its YAML, as it was written.
     *
     * @throws NotFoundException if there is none
     */
    String text();

    /**
     * Puts one in force, from its YAML in UTF-8; it is on disk when this returns, and its alerts are watched.
     *
     * @throws InvalidException if it can't be understood, its scripts can't be run so, or an alert's clause can't be read
     */
    ServerTemplate put(byte[] yaml);

    /**
     * Puts none in force.
     *
     * @throws NotFoundException if there is none
     */
    void remove();
}
