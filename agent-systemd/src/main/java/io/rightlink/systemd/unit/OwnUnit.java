package io.rightlink.systemd.unit;

import io.rightlink.core.problem.ConflictException;

/**
 * Keeps callers from ending the agent by mistake. Immutable.
 *
 * @param name the unit that runs the agent
 */
public record OwnUnit(String name) {

    /**
     * Lets others' units through, and the agent's own if that is what the caller means.
     *
     * @param act what is to be done to it, {@code stop}
     * @throws ConflictException if it is the agent's own and {@code force} is false
     */
    public void guard(String act, Unit unit, boolean force) {
        if (!force && is(unit)) {
            throw new ConflictException(
                    "own-unit",
                    "Will not " + act + " '" + unit.summary().name()
                            + "': it runs this agent, which could not tell you what came of it; force=true does it all the same");
        }
    }

    private boolean is(Unit unit) {
        return name.equals(unit.summary().name()) || unit.aliases().contains(name);
    }
}
