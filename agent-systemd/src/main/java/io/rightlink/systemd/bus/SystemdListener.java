package io.rightlink.systemd.bus;

/**
 * Hears of changes in systemd. Signals get lost, and anybody on the bus may send them: take one as a reason to look, never as the
 * truth, and look from time to time without one. Called on the connection's own thread: be quick, and don't ask systemd from there.
 */
public interface SystemdListener {

    /** A unit's state changed. */
    default void onUnitChanged(String path) {}

    /** What is loaded changed, or anything may have changed unheard. */
    default void onUnitsChanged() {}

    /** Unit files changed, or may have changed unheard. */
    default void onUnitFilesChanged() {}
}
