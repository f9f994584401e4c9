package io.rightlink.systemd.unit;

import io.rightlink.core.problem.ConflictException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps callers from ending the agent by mistake. Safe for any thread.
 *
 * @param name the unit that runs the agent
 * @param ends the units whose end is that of the agent
 * @param starts tells of a unit whether its start is the end of the agent
 */
public record OwnUnit(String name, Supplier<Set<String>> ends, Predicate<String> starts) {

    static OwnUnit of(String name, UnitRelations relations) {
        return new OwnUnit(name, relations::lifelines, relations::excludesAgent);
    }

    /** Tells whether a unit is the agent's own. */
    public boolean is(Unit unit) {
        return name.equals(unit.summary().name()) || unit.aliases().contains(name);
    }

    /** Tells whether an action on a unit would end the agent: on its own, on what that needs, or on what it conflicts with. */
    public boolean endsBy(UnitAction action, Unit unit) {
        String other = unit.summary().name();
        return switch (action) {
            case STOP -> is(unit) || ends.get().contains(other);
            case RESTART -> is(unit) || ends.get().contains(other) || starts.test(other);
            case START -> starts.test(other);
            case DISABLE -> is(unit);
            case RELOAD, ENABLE -> false;
        };
    }

    /**
     * Lets actions through, but those that would end the agent only if that is what the caller means.
     *
     * @throws ConflictException if it would end the agent and {@code force} is false
     */
    void guard(UnitAction action, Unit unit, boolean force) {
        if (!force && endsBy(action, unit)) {
            throw new ConflictException(
                    "own-unit",
                    "Will not " + action.word() + " '" + unit.summary().name()
                            + "': that ends this agent, which could not tell you what came of it; force=true does it all the same");
        }
    }
}
