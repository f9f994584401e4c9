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

    /** Tells whether it does away with the unit, now or at the next boot. */
    boolean ends() {
        return this == STOP || this == RESTART || this == DISABLE;
    }

    /** Returns the word, {@code restart}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
