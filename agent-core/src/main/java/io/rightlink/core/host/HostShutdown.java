package io.rightlink.core.host;

import java.util.Optional;

/** Whether the host goes down; the room that talks to its init system knows. Safe for any thread. */
@FunctionalInterface
public interface HostShutdown {

    /** What becomes of the host once it is down. */
    enum Kind {
        REBOOT,
        STOP
    }

    /**
     * Returns what is under way; empty if the host stays up. Blocks for some round trips.
     *
     * @throws io.rightlink.core.problem.UnavailableException if it can't be told
     */
    Optional<Kind> underWay();

    /**
     * Tells whether the host is to go down as soon as those let it who delay it still. Blocks for some round trips.
     *
     * @throws io.rightlink.core.problem.UnavailableException if it can't be told
     */
    default boolean isAnnounced() {
        return false;
    }
}
