package io.rightlink.monitoring.forward;

import java.util.Locale;

/** What became of values. */
enum Fate {
    /** The platform took them. */
    SENT,
    /** The platform said that it will never take them. */
    REFUSED,
    /** They were the oldest when the buffer was full. */
    DROPPED,
    /** They came faster than they could be written to disk, or couldn't be written. */
    LOST;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
