package io.rightlink.core.setting;

import java.util.Optional;

/**
 * What was set while the agent ran, by a call of its API, and holds until it is set again: over restarts, and reboots of the host. Names
 * are written as properties are, {@code docker.control}. Safe for any thread.
 */
public interface Settings {
    /** Returns what a setting was set to; empty if it never was. */
    Optional<String> find(String name);

    /**
     * Sets it; it is on disk when this returns.
     *
     * @throws org.springframework.dao.DataAccessException if it can't be written; then it is as it was
     */
    void set(String name, String value);
}
