package io.rightlink.systemd.unit;

import io.rightlink.core.problem.ConflictException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Keeps changes of one unit one after the other, in the order of their coming, and actions out of them. Safe for any thread. */
public final class UnitLocks {

    /** What is done in its turn. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws InterruptedException;
    }

    private static final class Turn {
        private final Semaphore free = new Semaphore(1, true);
        private int users;
    }

    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    /** Does {@code work} when all that came before it for this unit has been done. */
    public <T> T inTurn(String unit, Work<T> work) throws InterruptedException {
        Turn turn = turns.compute(unit, (_, known) -> {
            Turn its = known == null ? new Turn() : known;
            its.users++;
            return its;
        });
        try {
            turn.free.acquire();
            try {
                return work.run();
            } finally {
                turn.free.release();
            }
        } finally {
            turns.computeIfPresent(unit, (_, its) -> --its.users == 0 ? null : its);
        }
    }

    /**
     * Lets an action through unless a change is under way.
     *
     * @throws ConflictException if there is one: what is done meanwhile would be undone with it
     */
    void requireFree(UnitName unit, String act) {
        if (turns.containsKey(unit.value())) {
            throw new ConflictException(
                    "unit-change-pending",
                    "Cannot " + act + " '" + unit + "': a change of it is under way; wait for its job, or cancel it");
        }
    }
}
