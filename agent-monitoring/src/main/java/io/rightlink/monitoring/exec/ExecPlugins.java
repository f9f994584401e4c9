package io.rightlink.monitoring.exec;

import io.rightlink.core.problem.NotFoundException;
import java.util.List;

/** The plugins, each of which runs from when it is put until it is removed, over restarts of the agent. Safe for any thread. */
public interface ExecPlugins {

    /** Returns all, in the order of their names. */
    List<ExecPlugin> list();

    /**
     * Returns one.
     *
     * @throws NotFoundException if there is none of that name
     */
    ExecPlugin get(String name);

    /**
     * Adds a plugin, or replaces the one of its name: that one's process has ended when this returns, and the new one's starts. One that
     * is put again as it is runs on.
     *
     * @return whether there was none of that name
     * @throws io.rightlink.core.problem.ConflictException if there are too many
     * @throws org.springframework.dao.DataAccessException if it can't be written; then all is as it was
     */
    boolean put(ExecPlugin plugin);

    /**
     * Removes one; its process has ended when this returns.
     *
     * @throws NotFoundException if there is none of that name
     * @throws org.springframework.dao.DataAccessException if it can't be written; then all is as it was
     */
    void remove(String name);
}
