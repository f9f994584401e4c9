package io.rightlink.scripts.schedule;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;

/**
 * Scripts that run on schedule. Of each due time there is at most one run, whatever happens to the agent and its clock; what isn't run
 * is told, and not made up for. Safe for any thread.
 */
public interface Schedules {

    /** A schedule, and whether this call is the one that made it. */
    record Change(Schedule schedule, boolean created) {}

    /** Returns all of them by name. */
    Listing<Schedule> list();

    /**
     * Returns one schedule.
     *
     * @throws NotFoundException if there is none of this name
     */
    Schedule get(ScheduleName name);

    /**
     * Puts a schedule in, or in place of an earlier one, whose history it keeps. If it is due at other times than that, these begin now.
     *
     * @throws InvalidException if it could not be run now
     * @throws NotFoundException if there is no such script
     * @throws ConflictException if there are too many
     */
    Change put(ScheduleName name, ScheduleDefinition definition);

    /**
     * Removes a schedule; a run of it goes on.
     *
     * @throws NotFoundException if there is none of this name
     */
    void remove(ScheduleName name);
}
