package io.rightlink.systemd.unit;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.systemd.bus.EnabledUnitFiles;
import io.rightlink.systemd.bus.LoadedUnit;
import io.rightlink.systemd.bus.Manager;
import io.rightlink.systemd.bus.PendingJob;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitProperties;
import io.rightlink.systemd.bus.UnitWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.freedesktop.dbus.DBusPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Units over D-Bus. Safe for any thread. */
final class DbusUnits implements Units {

    /** Queues the job, and replaces a conflicting one that is queued: systemctl's default. */
    private static final String MODE = "replace";

    /** How long a job that can't be followed any more is waited for: systemd's own limit is a minute and a half. */
    private static final Duration LONGEST_JOB = Duration.ofMinutes(10);

    private static final int ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(DbusUnits.class);

    private final SystemBus bus;
    private final UnitWatch watch;
    private final UnitTable table;

    DbusUnits(SystemBus bus, UnitWatch watch, Clock clock) {
        this.bus = bus;
        this.watch = watch;
        this.table = new UnitTable(bus, clock);
    }

    @Override
    public Listing<UnitSummary> list(List<String> patterns, List<String> states) {
        return table.list(new UnitFilter(patterns, states));
    }

    @Override
    public Unit get(UnitName name) {
        if (name.isTemplate()) {
            return Unit.ofFile(table.ofFile(name).orElseThrow(() -> missing(name)));
        }
        UnitProperties properties = bus.unit(name.value());
        if (properties.notFound() && !properties.isUp() && !properties.isFailed()) {
            throw missing(name);
        }
        if (!properties.hasJob()) {
            return Unit.of(properties, null);
        }
        LoadedUnit line = bus.ask(() -> bus.manager().ListUnitsByNames(List.of(name.value())))
                .getFirst();
        // a job that has left the queue meanwhile has left another state
        return line.jobType.isEmpty() ? get(name) : Unit.of(properties, line.jobType);
    }

    @Override
    public UnitOutcome perform(UnitName name, UnitAction action, Duration stableFor) throws InterruptedException {
        String unit = name.value();
        return switch (action) {
            case START -> run(name, action, stableFor, manager -> manager.StartUnit(unit, MODE));
            case STOP -> run(name, action, Duration.ZERO, manager -> manager.StopUnit(unit, MODE));
            case RESTART -> run(name, action, stableFor, manager -> manager.RestartUnit(unit, MODE));
            case RELOAD -> run(name, action, stableFor, manager -> manager.ReloadUnit(unit, MODE));
            case ENABLE ->
                changeFiles(
                        name,
                        manager -> requireInstallInfo(name, manager.EnableUnitFiles(List.of(unit), false, false)));
            case DISABLE -> changeFiles(name, manager -> manager.DisableUnitFiles(List.of(unit), false));
        };
    }

    @Override
    public void resetFailed(UnitName name) {
        try {
            bus.tell(manager -> manager.ResetFailedUnit(name.value()));
        } catch (NotFoundException e) {
            LOG.debug("'{}' isn't loaded, so it isn't failed", name, e);
        }
    }

    @Override
    public void reload() {
        try {
            bus.tell(Manager::Reload);
        } catch (UnavailableException e) {
            reloadWithoutAnswer(e);
        }
        table.forget();
    }

    @Override
    public void clean(UnitName name, List<String> kinds) {
        bus.tell(manager -> manager.CleanUnit(name.value(), kinds));
    }

    /** systemd answers when it is done, which may be later than anybody waits for; and it answers one after the other. */
    private void reloadWithoutAnswer(UnavailableException lost) {
        try {
            LOG.info("systemd takes its time to read its unit files: {}", lost.getMessage());
            String _ = bus.askPatiently(() -> bus.managerProperty("Version"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost;
        }
    }

    /** Holds on to the unit meanwhile: systemd forgets an inactive one, and how it ended, as soon as nobody does. */
    private UnitOutcome run(UnitName name, UnitAction action, Duration stableFor, Function<Manager, DBusPath> call)
            throws InterruptedException {
        if (name.isTemplate()) {
            throw new InvalidException(
                    "unit-is-template",
                    "Cannot " + action.word() + " '" + name + "': it is a template; name an instance of it");
        }
        hold(name);
        try {
            UnitProperties before = bus.askPatiently(() -> bus.unit(name.value()));
            String result = resultOf(name, action, before, call);
            UnitProperties after = bus.askPatiently(() -> bus.unit(name.value()));
            return result.equals("done") && stableFor.isPositive()
                    ? watched(name, after, stableFor)
                    : new UnitOutcome(result, Unit.of(after, null), null);
        } finally {
            letGo(name);
        }
    }

    /**
     * Returns systemd's word, or what the unit tells where that is lost. A call whose answer is lost and which has changed nothing
     * never reached systemd, and is made again.
     */
    private String resultOf(UnitName name, UnitAction action, UnitProperties before, Function<Manager, DBusPath> call)
            throws InterruptedException {
        String result = PendingJob.UNKNOWN;
        for (int attempt = 0; attempt < ATTEMPTS && result.equals(PendingJob.UNKNOWN); attempt++) {
            String said;
            try {
                said = bus.ask(() -> bus.queue(call)).await();
            } catch (UnavailableException e) {
                LOG.info("Lost systemd's answer, looking at '{}' instead: {}", name, e.getMessage());
                result = Verdict.resultOf(action, PendingJob.UNKNOWN, before, settled(name));
                continue;
            }
            return Verdict.resultOf(action, said, before, settled(name));
        }
        return result;
    }

    /** Returns the unit once nothing is queued for it any more. */
    private UnitProperties settled(UnitName name) throws InterruptedException {
        return watch.await(name.value(), LONGEST_JOB, unit -> unit.hasJob() ? Optional.empty() : Optional.of(unit))
                .orElseGet(() -> bus.unit(name.value()));
    }

    private UnitOutcome watched(UnitName name, UnitProperties started, Duration stableFor) throws InterruptedException {
        Optional<String> instability = watch.await(name.value(), stableFor, now -> Verdict.instability(started, now));
        return new UnitOutcome("done", get(name), instability.orElse(null));
    }

    /** One that systemd won't have held, since it is masked or its file is gone, can be stopped all the same. */
    private void hold(UnitName name) throws InterruptedException {
        try {
            boolean _ = bus.askPatiently(() -> {
                bus.manager().RefUnit(name.value());
                return true;
            });
        } catch (UnavailableException e) {
            throw e;
        } catch (ProblemException e) {
            LOG.debug("systemd won't hold '{}'", name, e);
        }
    }

    /** With the connection it is systemd that has let go: to ask it over a new one would keep the caller waiting for nothing. */
    private void letGo(UnitName name) {
        if (!bus.isConnected()) {
            return;
        }
        try {
            bus.tell(manager -> manager.UnrefUnit(name.value()));
        } catch (ProblemException e) {
            LOG.debug("systemd has let go of '{}' already", name, e);
        }
    }

    /** systemd has answered when it is done, and reads its unit files again only when told to. */
    private UnitOutcome changeFiles(UnitName name, Function<Manager, Object> call) {
        Object _ = bus.ask(() -> Objects.requireNonNull(call.apply(bus.manager())));
        reload();
        return new UnitOutcome("done", get(name), null);
    }

    private static EnabledUnitFiles requireInstallInfo(UnitName name, EnabledUnitFiles answer) {
        if (!answer.carriesInstallInfo) {
            throw new ConflictException(
                    "nothing-to-enable",
                    "Cannot enable '" + name + "': it has no [Install] section that says what is to start it");
        }
        return answer;
    }

    private static NotFoundException missing(UnitName name) {
        return new NotFoundException("unit-not-found", "No unit '" + name + "' on this host");
    }
}
