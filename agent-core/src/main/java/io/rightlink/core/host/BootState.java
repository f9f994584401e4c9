package io.rightlink.core.host;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the host stands between its boot and its end, in RightLink's words. */
public enum BootState {
    /** The scripts of its boot are being run. */
    BOOTING,
    /** They all have succeeded, or there are none. */
    OPERATIONAL,
    /** One of them has failed, and those behind it have not begun. */
    STRANDED,
    /** It goes down: the scripts for that are being run, or were. */
    DECOMMISSIONING;

    /** Returns the name as the API shows it. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
