package io.rightlink.systemd.change;

import io.rightlink.core.job.Job;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;

/**
 * Changes of unit files in the host's /etc/systemd/system. A change holds, or file, enablement and run state are what they were: also
 * if the agent is killed meanwhile, which then undoes it when it is back. Changes of one unit are made one after the other. Safe for
 * any thread.
 */
interface UnitChanges {

    /**
     * Tells what {@link #put} would do, and does nothing.
     *
     * @throws NotFoundException if it adds to a unit that isn't there
     */
    Preview preview(UnitPath path, UnitText text, ChangeOptions options) throws InterruptedException;

    /**
     * Begins to put a file in place; the job's result is a {@link ChangeOutcome}.
     *
     * @throws NotFoundException if it adds to a unit that isn't there
     * @throws ConflictException if the unit is the agent's own, masked, or another's alias
     * @throws InvalidException if systemd has no files of such units
     * @throws UnavailableException if the host's unit directory or systemd can't be reached
     */
    Job put(UnitPath path, UnitText text, ChangeOptions options);

    /**
     * Begins to remove a file. A unit is stopped and disabled before its own is removed.
     *
     * @throws NotFoundException if there is no such unit or file
     * @throws ConflictException if the unit is the agent's own, or its file is elsewhere
     * @throws UnavailableException if the host's unit directory or systemd can't be reached
     */
    Job remove(UnitPath path, ChangeOptions options);
}
