package io.rightlink.systemd.unit;

import java.util.Locale;

/** What can be done to a unit, in systemctl's words. */
public enum UnitAction {
    START,
    STOP,
    RESTART,
    RELOAD,
    ENABLE,
    DISABLE;

    /** Tells whether the unit is to be up afterwards. */
    boolean starts() {
        return this == START || this == RESTART;
    }

    /** Returns the word, {@code restart}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
