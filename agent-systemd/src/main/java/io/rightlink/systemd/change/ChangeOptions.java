package io.rightlink.systemd.change;

import io.rightlink.systemd.unit.StableFor;
import java.time.Duration;

/**
 * What is to become of a unit whose file was changed.
 *
 * @param enable whether to enable it, too; what is enabled stays so
 * @param start whether to start it, or to restart it if it runs; otherwise it is left as it is
 * @param stableFor for how long it has to hold then
 * @param force whether the agent's own unit is fair game
 */
record ChangeOptions(boolean enable, boolean start, StableFor stableFor, Validation validate, boolean force) {

    /** Returns the options of a removal, after which there is nothing left to be started. */
    static ChangeOptions removal(boolean force) {
        return new ChangeOptions(false, false, new StableFor(Duration.ZERO), Validation.WARN, force);
    }
}
