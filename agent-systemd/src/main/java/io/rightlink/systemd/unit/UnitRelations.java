package io.rightlink.systemd.unit;

import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.SystemdListener;
import io.rightlink.systemd.bus.UnitProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which units go down with which, as systemd passes a stop on. Safe for any thread.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html">systemd.unit(5)</a>
 */
public final class UnitRelations {

    private static final List<String> NEEDS =
            List.of("Requires", "Requisite", "BindsTo", "PartOf", "StopPropagatedFrom");
    private static final List<String> NEEDED_BY =
            List.of("RequiredBy", "RequisiteOf", "BoundBy", "ConsistsOf", "PropagatesStopTo");
    private static final List<String> EXCLUDES = List.of("Conflicts", "ConflictedBy");
    private static final List<String> TRIGGERED_BY = List.of("TriggeredBy");
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SystemBus bus;
    private final Kept<Set<String>> lifelines;

    UnitRelations(SystemBus bus, String ownUnit, Clock clock) {
        this.bus = bus;
        this.lifelines = new Kept<>(() -> closure(ownUnit, NEEDS), LONGEST, clock);
        bus.listen(new SystemdListener() {
            @Override
            public void onUnitFilesChanged() {
                lifelines.forget();
            }
        });
    }

    /** Makes it look at the unit files' relations anew: they have changed. */
    public void forget() {
        lifelines.forget();
    }

    /** Returns the units whose end is that of the agent's own: that itself, what it needs, and what those need. */
    Set<String> lifelines() {
        return lifelines.get().value();
    }

    /** Tells whether the start of {@code unit} ends the agent, because it conflicts with a unit that this needs. */
    boolean excludesAgent(String unit) {
        UnitProperties properties = bus.unit(unit);
        return EXCLUDES.stream()
                .flatMap(relation -> properties.names(relation).stream())
                .anyMatch(lifelines()::contains);
    }

    /** Returns the other units that are up now and that a stop or restart of {@code unit} may bring down, sorted. */
    public Set<String> upWith(UnitName unit) {
        Set<String> others = closure(unit.value(), NEEDED_BY);
        UnitProperties own = bus.unit(unit.value());
        Stream.concat(EXCLUDES.stream(), TRIGGERED_BY.stream())
                .flatMap(relation -> own.names(relation).stream())
                .forEach(others::add);
        others.remove(unit.value());
        others.removeIf(other -> !bus.unit(other).isUp());
        return others;
    }

    /** Returns the units that are up now and that {@code unit} starts when something happens: a socket's service, a timer's. */
    public List<String> upThrough(UnitName unit) {
        return bus.unit(unit.value()).names("Triggers").stream()
                .filter(other -> bus.unit(other).isUp())
                .toList();
    }

    private Set<String> closure(String unit, List<String> relations) {
        Set<String> seen = new TreeSet<>(Set.of(unit));
        Deque<String> left = new ArrayDeque<>(List.of(unit));
        while (!left.isEmpty()) {
            UnitProperties properties = bus.unit(left.pop());
            for (String relation : relations) {
                properties.names(relation).stream().filter(seen::add).forEach(left::push);
            }
        }
        return seen;
    }
}
