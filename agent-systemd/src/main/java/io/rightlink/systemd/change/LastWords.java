package io.rightlink.systemd.change;

import io.rightlink.systemd.unit.UnitName;
import java.time.Instant;
import java.util.List;

/** What a unit has written to its journal lately. */
@FunctionalInterface
interface LastWords {

    /** Returns the last lines that it has written since then; none if they can't be read. */
    List<String> of(UnitName unit, Instant since);
}
