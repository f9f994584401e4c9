package io.rightlink.systemd.unit;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.util.List;

/**
 * The host's systemd units. Every method blocks for the time of some round trips to systemd, and throws
 * {@link UnavailableException} if systemd can't be reached. Safe for any thread.
 */
public interface Units {
    /**
     * Returns the units, loaded or not, sorted by name.
     *
     * @param patterns shell globs over names; none for all
     * @param states load, active, sub or unit file states, any of them; none for all
     * @throws InvalidException if a pattern isn't one
     */
    Listing<UnitSummary> list(List<String> patterns, List<String> states);

    /**
     * Returns one unit, loading it if its file is there.
     *
     * @throws NotFoundException if systemd finds no such unit
     */
    Unit get(UnitName name);

    /**
     * Performs an action and waits for what comes of it, however long that takes.
     *
     * @param stableFor for how long the unit is watched afterwards if it was to be started
     * @throws NotFoundException if systemd finds no such unit
     * @throws InvalidException if systemd can't load it, or it is a template and no unit
     */
    UnitOutcome perform(UnitName name, UnitAction action, Duration stableFor) throws InterruptedException;

    /** Makes a failed unit an inactive one. */
    void resetFailed(UnitName name);

    /** Makes systemd read its unit files again. */
    void reload();

    /**
     * Removes the directories that systemd keeps for a unit which isn't running.
     *
     * @param kinds {@code state}, {@code runtime}, {@code cache}, {@code logs}, {@code configuration}
     * @throws InvalidException if systemd refuses
     */
    void clean(UnitName name, List<String> kinds);
}
