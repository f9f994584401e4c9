package io.rightlink.systemd.host;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitProperties;
import io.rightlink.systemd.bus.UnitWatch;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that is, or was, a unit of the host. Keeps nothing of it but which output is read: systemd is asked each time. Safe
 * for any thread.
 */
final class HostRun implements Running {

    private static final Logger LOG = LoggerFactory.getLogger(HostRun.class);
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    /** How long systemd is listened to at a time. */
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    /** How often it is asked for processes that are left, of whose end it tells nobody. */
    private static final Duration SOON = Duration.ofMillis(100);

    private final String unit;
    private final Path output;
    private final SystemBus bus;
    private final UnitWatch watch;
    private final Duration grace;
    private volatile @Nullable GrowingFile reading;

    HostRun(RunUnit unit, Path output, SystemBus bus, UnitWatch watch, Duration grace) {
        this.unit = unit.name();
        this.output = output;
        this.bus = bus;
        this.watch = watch;
        this.grace = grace;
    }

    @Override
    public InputStream output() {
        GrowingFile file = new GrowingFile(output);
        reading = file;
        Thread.ofVirtual().name("end-of-" + unit).start(() -> completeAtEnd(file));
        return file;
    }

    @Override
    public void forget(long from, long until) {
        GrowingFile file = reading;
        if (file != null) {
            file.forget(from, until);
        }
    }

    /** Waits, too, while systemd can't be reached: the program goes on. */
    @Override
    public Exit await() throws InterruptedException {
        while (true) {
            Optional<Exit> exit = exitWithin(A_WHILE);
            if (exit.isPresent()) {
                return exit.get();
            }
        }
    }

    @Override
    public boolean terminate() throws InterruptedException {
        if (watch.await(unit, Duration.ZERO, HostRun::exit).isPresent()) {
            return false;
        }
        kill(SIGTERM);
        if (!endsWithin(grace)) {
            LOG.info("Something of '{}' ignores SIGTERM: killing it", unit);
            kill(SIGKILL);
            boolean _ = endsWithin(grace);
        }
        return true;
    }

    /** A unit that has not ended well is kept by systemd until that is reset. Where systemd refuses one, there is nothing to try again. */
    @Override
    public void release() {
        try {
            if (tell(() -> bus.manager().StopUnit(unit, "replace"))) {
                Optional<Boolean> _ = watch.await(unit, grace.plusSeconds(1), HostRun::stopped);
            }
            boolean _ = tell(() -> bus.manager().ResetFailedUnit(unit));
        } catch (UnavailableException e) {
            throw e;
        } catch (ProblemException e) {
            LOG.warn("Cannot let go of '{}'", unit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void completeAtEnd(GrowingFile file) {
        try {
            boolean ended = false;
            while (!ended && !file.isClosed()) {
                ended = exitWithin(A_WHILE).isPresent();
            }
            while (!file.isClosed() && hasProcesses()) {
                Optional<Boolean> _ = watch.await(unit, SOON, HostRun::stopped);
            }
        } catch (InterruptedException | ProblemException e) {
            LOG.info("Cannot tell whether '{}' writes more", unit, e);
        } finally {
            file.complete();
        }
    }

    private Optional<Exit> exitWithin(Duration patience) throws InterruptedException {
        try {
            return watch.await(unit, patience, HostRun::exit);
        } catch (ProblemException e) {
            if (bus.isClosed()) {
                throw new InterruptedException("The agent stops");
            }
            LOG.warn("Cannot tell whether '{}' goes on: {}", unit, e.getMessage());
            boolean _ = new CountDownLatch(1).await(1, TimeUnit.SECONDS);
            return Optional.empty();
        }
    }

    private boolean endsWithin(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        boolean ended = watch.await(unit, patience, HostRun::exit).isPresent() && !hasProcesses();
        while (!ended && System.nanoTime() < end) {
            Optional<Boolean> _ = watch.await(unit, SOON, HostRun::stopped);
            ended = !hasProcesses();
        }
        return ended;
    }

    private boolean hasProcesses() throws InterruptedException {
        try {
            return !bus.askPatiently(() -> bus.manager().GetUnitProcesses(unit)).isEmpty();
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void kill(int signal) throws InterruptedException {
        boolean _ = tell(() -> bus.manager().KillUnit(unit, "all", signal));
    }

    /** Tells systemd something of the unit; returns whether there is one. */
    private boolean tell(Runnable call) throws InterruptedException {
        try {
            return bus.askPatiently(() -> {
                call.run();
                return true;
            });
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Tells how the program ended, as soon as it has, whatever else there is in its unit. */
    private static Optional<Exit> exit(UnitProperties unit) {
        Long how = unit.positive("ExecMainCode");
        if (how != null) {
            OptionalInt status = OptionalInt.of(
                    Objects.requireNonNull(unit.known("ExecMainStatus")).intValue());
            boolean byItself = how == ProcessEnd.EXITED;
            return Optional.of(new Exit(
                    byItself ? status : OptionalInt.empty(),
                    byItself ? OptionalInt.empty() : status,
                    ranTooLong(unit)));
        }
        return stopped(unit).map(_ -> Exit.unknown());
    }

    /** Tells it from a unit that somebody stopped, and that took too long for that: systemd calls both a timeout. */
    private static boolean ranTooLong(UnitProperties unit) {
        Long begun = unit.known("ExecMainStartTimestampMonotonic");
        Long ended = unit.known("ExecMainExitTimestampMonotonic");
        Long allowed = unit.known("RuntimeMaxUSec");
        return unit.text("Result").equals("timeout")
                && (begun == null || ended == null || allowed == null || ended - begun >= allowed);
    }

    /** Tells whether nothing of it runs or is about to. */
    private static Optional<Boolean> stopped(UnitProperties unit) {
        boolean stopped =
                unit.notFound() || unit.isFailed() || (unit.text("ActiveState").equals("inactive") && !unit.hasJob());
        return stopped ? Optional.of(true) : Optional.empty();
    }

    /** How systemd says that a process ended: the others are by a signal, with and without a dump. */
    private static final class ProcessEnd {
        private static final long EXITED = 1;
    }
}
