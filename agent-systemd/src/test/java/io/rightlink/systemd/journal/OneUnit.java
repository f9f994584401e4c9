package io.rightlink.systemd.journal;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.systemd.unit.Unit;
import io.rightlink.systemd.unit.UnitAction;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.UnitOutcome;
import io.rightlink.systemd.unit.UnitSummary;
import io.rightlink.systemd.unit.Units;
import java.time.Duration;
import java.util.List;

/** A systemd that knows {@code web.service}, which {@code www.service} is an alias of. */
final class OneUnit implements Units {

    boolean gone;

    @Override
    public Unit get(UnitName name) {
        if (gone) {
            throw new UnavailableException("systemd-unavailable", "Cannot ask systemd");
        } else if (!List.of("web.service", "www.service").contains(name.value())) {
            throw new NotFoundException("unit-not-found", "No unit '" + name + "' on this host");
        }
        UnitSummary web = new UnitSummary("web.service", "The web", "loaded", "active", "running", null, null);
        Unit.Dependencies none = new Unit.Dependencies(List.of(), List.of(), List.of(), List.of());
        return new Unit(
                web, List.of(), List.of(), null, false, null, null, null, null, null, null, null, null, null, none);
    }

    @Override
    public Listing<UnitSummary> list(List<String> patterns, List<String> states) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UnitOutcome perform(UnitName name, UnitAction action, Duration stableFor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resetFailed(UnitName name) {}

    @Override
    public void reload() {}

    @Override
    public void clean(UnitName name, List<String> kinds) {}
}
