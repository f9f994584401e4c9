package io.rightlink.systemd.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What systemd's own checker says of a unit file before it is put in place.
 *
 * @param valid whether systemd would run it
 * @param by {@code systemd-analyze}; nothing where the host has none, so that only systemd's own loading will tell
 * @param messages in its own words
 */
record Verification(boolean valid, @Nullable String by, List<String> messages) {

    /** What is known where nobody can tell. */
    static final Verification NONE = new Verification(true, null, List.of());
}
