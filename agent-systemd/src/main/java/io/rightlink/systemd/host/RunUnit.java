package io.rightlink.systemd.host;

import java.util.Optional;

/**
 * The unit that a run is on the host.
 *
 * @param id the run's id: letters, digits, {@code _}, {@code .} and {@code -}, which a unit's name takes as they are
 */
record RunUnit(String id) {

    private static final String PREFIX = "rightlink-run-";
    private static final String SUFFIX = ".service";

    /** Returns the run that a unit is, or empty if it is none. */
    static Optional<RunUnit> ofName(String name) {
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && name.length() > PREFIX.length() + SUFFIX.length()
                ? Optional.of(new RunUnit(name.substring(PREFIX.length(), name.length() - SUFFIX.length())))
                : Optional.empty();
    }

    /** Returns {@code rightlink-run-<id>.service}. */
    String name() {
        return PREFIX + id + SUFFIX;
    }
}
