package io.rightlink.systemd.host;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitProperties;
import io.rightlink.systemd.bus.UnitWatch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs on the host itself, each as a transient unit {@code rightlink-run-<id>.service}, which goes on when the agent ends,
 * and stays when the program has, until it is released. Stateless; safe for any thread.
 *
 * <p>Output goes to a file: nobody has to be there to take it. The environment comes from one, which is there until systemd has read it.
 *
 * @see <a href="https://systemd.io/TRANSIENT-SETTINGS/">What settings are available for transient units</a>
 */
final class HostPlacement implements Placement {

    private static final Logger LOG = LoggerFactory.getLogger(HostPlacement.class);

    /** Refuses what exists, and conflicts with nothing. */
    private static final String MODE = "fail";

    /** systemd's own limit for a start is a minute and a half. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    /** What systemd's child exits with when it can't become the program; 203 is execve itself. */
    private static final int FIRST_OWN_STATUS = 200;

    private static final int LAST_OWN_STATUS = 245;

    private final SystemBus bus;
    private final UnitWatch watch;
    private final AgentSettings agent;
    private final Duration grace;

    HostPlacement(SystemBus bus, UnitWatch watch, AgentSettings agent) {
        this(bus, watch, agent, Duration.ofSeconds(5));
    }

    /** @param grace how long a process tree that is asked to end may take */
    HostPlacement(SystemBus bus, UnitWatch watch, AgentSettings agent, Duration grace) {
        this.bus = bus;
        this.watch = watch;
        this.agent = agent;
        this.grace = grace;
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public boolean outlivesAgent() {
        return true;
    }

    @Override
    public boolean hidesEnvironment() {
        return true;
    }

    @Override
    public Running start(Launch launch) throws IOException {
        RunUnit unit = new RunUnit(launch.id());
        try {
            requireNone(unit);
            return start(unit, launch);
        } catch (ProblemException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while starting '" + unit.name() + "'");
        }
    }

    @Override
    public Optional<Running> find(String id, Path output) {
        RunUnit unit = new RunUnit(id);
        return bus.unit(unit.name()).notFound() ? Optional.empty() : Optional.of(run(unit, output));
    }

    @Override
    public List<String> kept() {
        if (!bus.exists()) {
            return List.of();
        }
        return bus.ask(() -> bus.manager().ListUnits()).stream()
                .filter(unit -> !unit.loadState.equals("not-found"))
                .flatMap(unit -> RunUnit.ofName(unit.name).stream())
                .map(RunUnit::id)
                .toList();
    }

    /** The environment's file goes as soon as it isn't needed; where that can't be told, it goes when the run is tidied up after. */
    private HostRun start(RunUnit unit, Launch launch) throws IOException, InterruptedException {
        ManagerProperties manager = new ManagerProperties(bus.askPatiently(bus::managerProperties));
        EnvironmentFile environment = EnvironmentFile.of(launch);
        boolean needed = false;
        try {
            environment.write(launch.environment(), manager.version());
            begin(unit, new TransientService(launch, agent, manager, grace));
            needed = true;
            HostRun run = run(unit, launch.output());
            Optional<UnitProperties> begun = begun(unit);
            needed = begun.isEmpty();
            requireExecuted(launch, run, begun);
            return run;
        } finally {
            if (!needed) {
                environment.remove();
            }
        }
    }

    private HostRun run(RunUnit unit, Path output) {
        return new HostRun(unit, output, bus, watch, grace);
    }

    private void requireNone(RunUnit unit) throws IOException, InterruptedException {
        if (!bus.askPatiently(() -> bus.unit(unit.name())).notFound()) {
            throw new IOException("a run of this id is on the host already, as '" + unit.name() + "'");
        }
    }

    /** Asks once. Where the answer is lost, the unit that is there now is the one that was asked for: there was none before. */
    private void begin(RunUnit unit, TransientService service) throws InterruptedException {
        try {
            bus.tell(manager -> manager.StartTransientUnit(unit.name(), MODE, service.settings(), List.of()));
        } catch (UnavailableException e) {
            LOG.info("Lost systemd's answer, looking at '{}' instead: {}", unit.name(), e.getMessage());
            if (isMissing(unit)) {
                throw e;
            }
        }
    }

    /** In doubt it is not: who waits for it learns as soon as systemd can tell. */
    private boolean isMissing(RunUnit unit) throws InterruptedException {
        try {
            return bus.askPatiently(() -> bus.unit(unit.name())).notFound();
        } catch (UnavailableException e) {
            return false;
        }
    }

    /** Tells a program that systemd could not execute from one that ended at once. */
    private static void requireExecuted(Launch launch, HostRun run, Optional<UnitProperties> begun) throws IOException {
        Optional<UnitProperties> failure = begun.filter(HostPlacement::neverRan);
        if (failure.isPresent() && wroteNothing(launch.output())) {
            letGo(launch, run);
            throw new IOException(
                    "systemd can't execute " + launch.command().getFirst() + ": " + reason(failure.get()));
        }
    }

    /** Where that can't be done now, it is when the agent starts the next time: the run is on record as ended then. */
    private static void letGo(Launch launch, HostRun run) {
        try {
            run.release();
        } catch (UnavailableException e) {
            LOG.warn("Cannot let go yet of the run '{}', which did not start: {}", launch.id(), e.getMessage());
        }
    }

    /** Waits until systemd's child has become the program, or has not; empty if systemd can't be asked. */
    private Optional<UnitProperties> begun(RunUnit unit) throws InterruptedException {
        try {
            return watch.await(
                    unit.name(),
                    LONGEST_START,
                    now -> now.text("ActiveState").equals("activating") || now.hasJob()
                            ? Optional.empty()
                            : Optional.of(now));
        } catch (ProblemException e) {
            LOG.info("Lost sight of '{}', which was started: {}", unit.name(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Tells whether it has not been active, which is so, too, of some programs that end before systemd looks, and failed as only
     * systemd's child does.
     */
    private static boolean neverRan(UnitProperties unit) {
        Long status = unit.known("ExecMainStatus");
        return unit.isFailed() && unit.time("ActiveEnterTimestamp") == null && (status == null || isOwn(status));
    }

    private static boolean isOwn(long status) {
        return status == 0 || (status >= FIRST_OWN_STATUS && status <= LAST_OWN_STATUS);
    }

    private static boolean wroteNothing(Path output) throws IOException {
        return Files.notExists(output) || Files.size(output) == 0;
    }

    private static String reason(UnitProperties unit) {
        Long status = unit.positive("ExecMainStatus");
        if (unit.text("Result").equals("resources")) {
            return "resources, so it could not read the program's environment in the run's directory, or make a process;"
                    + " the host's journal says which";
        }
        String which = status == null
                ? ""
                : switch (status.intValue()) {
                    case 200 -> ", no such working directory";
                    case 203 -> ", it or its interpreter is missing, or can't be run";
                    case 209 -> ", its output can't be written";
                    default -> "";
                };
        return unit.text("Result") + (status == null ? "" : ", status " + status) + which;
    }
}
