package io.rightlink.systemd.change;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.systemd.unit.UnitName;
import java.util.Optional;
import java.util.Set;

/**
 * Which file a change is of: a unit's own, or one that adds to it.
 *
 * @param unit the unit
 * @param dropIn the file that adds to it; none for its own
 */
record UnitPath(UnitName unit, Optional<DropInName> dropIn) {

    private static final Set<String> WITHOUT_FILE = Set.of("scope", "device");

    /**
     * @throws InvalidException if systemd reads no files of units of this type
     */
    UnitPath {
        if (dropIn.isEmpty() && WITHOUT_FILE.contains(unit.type())) {
            throw new InvalidException(
                    "invalid-unit-name", "'" + unit + "' has no file: systemd makes units of this type by itself");
        }
    }

    static UnitPath of(UnitName unit) {
        return new UnitPath(unit, Optional.empty());
    }

    static UnitPath of(UnitName unit, DropInName dropIn) {
        return new UnitPath(unit, Optional.of(dropIn));
    }

    boolean isDropIn() {
        return dropIn.isPresent();
    }

    /** Returns where it is in a unit directory: {@code web.service}, {@code web.service.d/10-limits.conf}. */
    String file() {
        return dropIn.map(name -> unit + ".d/" + name).orElse(unit.value());
    }

    @Override
    public String toString() {
        return file();
    }
}
