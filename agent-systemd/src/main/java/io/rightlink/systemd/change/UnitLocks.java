package io.rightlink.systemd.change;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Keeps changes of one unit one after the other, in the order of their coming. Safe for any thread. */
final class UnitLocks {

    /** A place in the queue of a unit. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    private static final class Turn {
        private final Semaphore free = new Semaphore(1, true);
        private int users;
    }

    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    <T> T inTurn(String unit, Work<T> work) throws InterruptedException {
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
}
