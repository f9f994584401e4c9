package io.rightlink.scripts.run;

import java.util.Optional;

/**
 * Where a run's caller wants it to run.
 *
 * @param placement the placement's name
 * @param detail which place of those that it has; empty if the caller wrote no colon
 */
record Place(String placement, Optional<String> detail) {

    /** Reads {@code host}, or {@code image:busybox:1.36}. */
    static Place of(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Place(text, Optional.empty())
                : new Place(text.substring(0, colon), Optional.of(text.substring(colon + 1)));
    }
}
