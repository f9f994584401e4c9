package io.rightlink.core.host;

import java.util.Optional;

/** Where the host stands between its boot and its end; the room that runs scripts knows. Safe for any thread. */
@FunctionalInterface
public interface HostLife {

    /** Returns the state; empty if it can't be told yet. */
    Optional<BootState> bootState();
}
