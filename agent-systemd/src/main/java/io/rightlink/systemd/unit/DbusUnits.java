package io.rightlink.systemd.unit;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.systemd.bus.LoadedUnit;
import io.rightlink.systemd.bus.Manager;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitFile;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.errors.InvalidArgs;
import org.freedesktop.dbus.errors.NoReply;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.exceptions.NotConnected;
import org.freedesktop.systemd1.NoSuchUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Units over D-Bus. Holds nothing but the list of unit files: systemd is asked each time. Safe for any thread. */
final class DbusUnits implements Units {

    /** Queues the job, and replaces a conflicting one that is queued: systemctl's default. */
    private static final String MODE = "replace";

    private static final Logger LOG = LoggerFactory.getLogger(DbusUnits.class);

    private final SystemBus bus;
    private final Clock clock;
    private final UnitFiles unitFiles;

    DbusUnits(SystemBus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
        this.unitFiles = new UnitFiles(bus, clock);
    }

    @Override
    public Listing<UnitSummary> list(List<String> patterns, List<String> states) {
        Stream.concat(patterns.stream(), states.stream()).forEach(DbusUnits::requireText);
        return ask(() -> {
            Map<String, UnitFile> files = unitFiles.byName();
            List<UnitSummary> items = bus.manager().ListUnitsByPatterns(states, patterns).stream()
                    .map(unit -> summary(unit, files))
                    .sorted(Comparator.comparing(UnitSummary::name))
                    .toList();
            return Listing.complete(clock.instant(), items);
        });
    }

    @Override
    public Unit get(UnitName name) {
        return properties(name).toUnit();
    }

    @Override
    public UnitOutcome perform(UnitName name, UnitAction action) throws InterruptedException {
        List<String> names = List.of(name.value());
        return switch (action) {
            case START -> run(name, true, manager -> manager.StartUnit(name.value(), MODE));
            case STOP -> run(name, false, manager -> manager.StopUnit(name.value(), MODE));
            case RESTART -> run(name, true, manager -> manager.RestartUnit(name.value(), MODE));
            case RELOAD -> run(name, false, manager -> manager.ReloadUnit(name.value(), MODE));
            case ENABLE -> {
                ask(() -> bus.manager().EnableUnitFiles(names, false, false));
                yield changed(name);
            }
            case DISABLE -> {
                ask(() -> bus.manager().DisableUnitFiles(names, false));
                yield changed(name);
            }
        };
    }

    @Override
    public void reload() {
        tell(() -> bus.manager().Reload());
        unitFiles.forget();
    }

    @Override
    public void clean(UnitName name, List<String> kinds) {
        tell(() -> bus.manager().CleanUnit(name.value(), kinds));
    }

    /** Holds on to the unit meanwhile: systemd forgets an inactive one, and how it ended, as soon as nobody does. */
    private UnitOutcome run(UnitName name, boolean starts, Function<Manager, DBusPath> call)
            throws InterruptedException {
        tell(() -> bus.manager().RefUnit(name.value()));
        try {
            String result = await(ask(() -> bus.job(call)));
            UnitProperties after = properties(name);
            boolean skipped = starts && result.equals("done") && after.skippedByCondition();
            return new UnitOutcome(skipped ? "skipped" : result, after.toUnit());
        } finally {
            letGo(name);
        }
    }

    /** With the connection it is systemd that has let go: to ask it over a new one would keep the caller waiting for nothing. */
    private void letGo(UnitName name) {
        if (!bus.isConnected()) {
            return;
        }
        try {
            bus.manager().UnrefUnit(name.value());
        } catch (DBusExecutionException | RejectedExecutionException | UnavailableException e) {
            LOG.debug("systemd has let go of '{}' already", name, e);
        }
    }

    /** Ends an action on unit files: systemd has answered, and reads them again only when told to. */
    private UnitOutcome changed(UnitName name) {
        reload();
        return new UnitOutcome("done", get(name));
    }

    private static String await(Future<String> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : new IllegalStateException(e.getCause());
        }
    }

    private UnitProperties properties(UnitName name) {
        UnitProperties properties = ask(() -> {
            String path = bus.manager().LoadUnit(name.value()).getPath();
            return new UnitProperties(
                    bus.properties(path, "org.freedesktop.systemd1.Unit"),
                    bus.properties(path, "org.freedesktop.systemd1." + capitalised(name.type())));
        });
        if (properties.notFound()) {
            throw new NotFoundException("unit-not-found", "No unit '" + name + "' on this host");
        }
        return properties;
    }

    /** A NUL would make the bus throw the agent off, with everybody who waits for a job. */
    private static void requireText(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidException("invalid-filter", "Cannot look for units by a text with a NUL in it");
        }
    }

    private void tell(Runnable call) {
        ask(() -> {
            call.run();
            return true;
        });
    }

    /** A connection that is being closed rejects what it is to send. */
    private <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchUnit e) {
            throw new NotFoundException("unit-not-found", String.valueOf(e.getMessage()));
        } catch (InvalidArgs e) {
            throw new InvalidException("systemd-refused", "systemd refused: " + e.getMessage());
        } catch (NoReply | NotConnected | RejectedExecutionException e) {
            throw new UnavailableException("systemd-unavailable", "systemd did not answer: " + e.getMessage(), e);
        } catch (DBusExecutionException e) {
            throw bus.isConnected()
                    ? new ConflictException("systemd-refused", "systemd refused: " + e.getMessage())
                    : new UnavailableException("systemd-unavailable", "systemd did not answer: " + e.getMessage(), e);
        }
    }

    private static UnitSummary summary(LoadedUnit unit, Map<String, UnitFile> files) {
        UnitFile file = files.get(UnitName.fileNameOf(unit.name));
        return new UnitSummary(
                unit.name,
                unit.description,
                unit.loadState,
                unit.activeState,
                unit.subState,
                file == null ? null : file.state,
                file == null ? null : file.path);
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
