package io.rightlink.systemd.unit;

import io.rightlink.core.listing.Listing;
import io.rightlink.systemd.bus.LoadedUnit;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.SystemdListener;
import io.rightlink.systemd.bus.UnitFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All units: those that systemd has loaded, and those of which there is but a file. systemd is asked again when a signal of its says
 * that something changed, and from time to time without one. Safe for any thread.
 */
final class UnitTable {

    private static final Duration LONGEST_UNITS = Duration.ofSeconds(5);

    /** To look through its directories takes systemd a tenth of a second and more. What is changed past systemd it tells nobody. */
    private static final Duration LONGEST_FILES = Duration.ofMinutes(1);

    private final Kept<List<LoadedUnit>> loaded;
    private final Kept<Map<String, UnitFile>> files;

    UnitTable(SystemBus bus, Clock clock) {
        loaded = new Kept<>(() -> bus.ask(() -> bus.manager().ListUnits()), LONGEST_UNITS, clock);
        files = new Kept<>(
                () -> bus.ask(() -> bus.manager().ListUnitFiles()).stream()
                        .collect(Collectors.toMap(UnitTable::nameOf, Function.identity(), (first, _) -> first)),
                LONGEST_FILES,
                clock);
        bus.listen(new SystemdListener() {
            @Override
            public void onUnitChanged(String path) {
                loaded.forget();
            }

            @Override
            public void onUnitsChanged() {
                loaded.forget();
            }

            @Override
            public void onUnitFilesChanged() {
                files.forget();
            }
        });
    }

    /** Returns the units that a filter lets through, sorted by name. */
    Listing<UnitSummary> list(UnitFilter filter) {
        Map<String, UnitFile> byName = files.get().value();
        Kept.Answer<List<LoadedUnit>> answer = loaded.get();
        Set<String> names = new HashSet<>();
        answer.value().forEach(unit -> names.add(unit.name));
        Stream<UnitSummary> known = answer.value().stream().map(unit -> summary(unit, byName));
        Stream<UnitSummary> others = byName.entrySet().stream()
                .filter(file -> !names.contains(file.getKey()))
                .map(file -> summary(file.getKey(), file.getValue()));
        List<UnitSummary> items = Stream.concat(known, others)
                .filter(filter)
                .sorted(Comparator.comparing(UnitSummary::name))
                .toList();
        return Listing.complete(answer.asOf(), items);
    }

    /** Returns what a unit's file alone tells; empty if there is none. */
    Optional<UnitSummary> ofFile(UnitName name) {
        return Optional.ofNullable(files.get().value().get(name.value())).map(file -> summary(name.value(), file));
    }

    /** Forgets everything: something was changed past systemd. */
    void forget() {
        loaded.forget();
        files.forget();
    }

    private static UnitSummary summary(LoadedUnit unit, Map<String, UnitFile> files) {
        UnitFile own = files.get(unit.name);
        UnitFile file = own == null ? files.get(UnitName.fileNameOf(unit.name)) : own;
        return new UnitSummary(
                unit.name,
                unit.description,
                unit.loadState,
                unit.activeState,
                unit.subState,
                own == null ? null : own.state,
                file == null ? null : file.path);
    }

    /** A unit that isn't loaded isn't active; a template is never, and an alias is what the unit is that it stands for. */
    private static UnitSummary summary(String name, UnitFile file) {
        boolean isUnit = !file.state.equals("alias") && !UnitName.isTemplate(name);
        return new UnitSummary(
                name, null, null, isUnit ? "inactive" : null, isUnit ? "dead" : null, file.state, file.path);
    }

    private static String nameOf(UnitFile file) {
        return String.valueOf(Path.of(file.path).getFileName());
    }
}
