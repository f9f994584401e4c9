package io.rightlink.core.host;

import java.util.OptionalInt;

/** Where the agent's API is reached from its own host. Safe for any thread. */
@FunctionalInterface
public interface Loopback {
    /** Returns its port on 127.0.0.1, the one that it really has where the setting lets the kernel choose; empty if it doesn't listen. */
    OptionalInt port();
}
