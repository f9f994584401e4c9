package io.rightlink.scripts.boot;

import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import io.rightlink.core.host.BootState;
import io.rightlink.core.host.HostLife;
import io.rightlink.core.host.HostShutdown;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.scripts.run.RunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * The host's boot in the store. One thread at a time runs a bundle; it is left where it is when the agent stops. Stops before the runs
 * do, which it depends on. Safe for any thread.
 */
final class JournalledBoots implements Boots, HostLife, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JournalledBoots.class);

    private static final String SERVICE_RESTART = "service_restart";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** How often an agent that stops asks whether the host goes down. */
    private static final int QUESTIONS = 5;

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final BootJournal journal;
    private final BootBeginning beginning;
    private final Conductor conductor;
    private final BootView view;
    private final HostShutdown shutdown;
    private final Events events;
    private final BootSettings settings;
    private volatile @Nullable BootRecord boot;
    private volatile boolean running;
    private Thread conducting = Thread.ofVirtual().unstarted(() -> {});

    JournalledBoots(
            BootJournal journal,
            BootBeginning beginning,
            Conductor conductor,
            BootView view,
            HostShutdown shutdown,
            Events events,
            BootSettings settings) {
        this.journal = journal;
        this.beginning = beginning;
        this.conductor = conductor;
        this.view = view;
        this.shutdown = shutdown;
        this.events = events;
        this.settings = settings;
    }

    @Override
    public Boot current() {
        return view.of(known());
    }

    @Override
    public Optional<BootState> bootState() {
        return Optional.ofNullable(boot).map(BootRecord::state);
    }

    @Override
    public synchronized Boot retry() {
        BootRecord stranded = known();
        if (stranded.state() != BootState.STRANDED || !running) {
            throw new ConflictException(
                    "boot-not-stranded",
                    "Cannot try the boot again: the host is " + stranded.state().label());
        }
        List<RunRequest> bundle = beginning.bundle();
        List<Step> done = journal.steps(stranded, Bundle.BOOT).stream()
                .takeWhile(Step::succeeded)
                .toList();
        requireSameBeginning(done, bundle);
        journal.retry(stranded, done.size() + 1, bundle.subList(done.size(), bundle.size()));
        try {
            look();
        } finally {
            conduct(this::goOnAsRecorded);
        }
        return current();
    }

    @Override
    public synchronized void start() {
        running = true;
        conduct(() -> {
            boot = beginning.boot();
            look();
            goOn();
        });
    }

    /** Leaves a bundle where it is, unless it is that of the host's end, which is run now if it is due. */
    @Override
    public void stop() {
        Thread left = leave();
        try {
            left.join();
            Thread ending = Thread.ofVirtual().name("decommission").start(this::end);
            if (!ending.join(settings.decommissionWithin())) {
                LOG.warn("The scripts for the host's end have not ended within {}", settings.decommissionWithin());
                ending.interrupt();
                ending.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** It can't begin again once it has stopped. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** What is tried again while the agent stops has begun by now, or never does. */
    private synchronized Thread leave() {
        running = false;
        conducting.interrupt();
        return conducting;
    }

    /** One at a time: what was conducted before may be at its very end still. */
    private void conduct(Conductor.Work work) {
        Thread before = conducting;
        conducting = Thread.ofVirtual().name("boot").start(() -> {
            try {
                before.join();
                Conductor.insist(work);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("Cannot go on with the host's boot, or its end", e);
            }
        });
    }

    private void goOnAsRecorded() throws InterruptedException {
        boot = journal.latest().orElseThrow();
        goOn();
    }

    /** Does what is left to do in the state that is on record. */
    private void goOn() throws InterruptedException {
        BootRecord now = known();
        conductor.cancelLeftBehind(now);
        if (now.state() == BootState.BOOTING) {
            boot(now);
        } else if (now.state() == BootState.DECOMMISSIONING && isOver(now)) {
            LOG.info("The host is here, and doesn't go down any more: {}", now.reason());
            journal.recommission(now);
            look();
            conductor.cancelLeftBehind(known());
        } else if (now.state() == BootState.DECOMMISSIONING) {
            decommission(now);
        } else if (now.state() == BootState.STRANDED) {
            LOG.warn("The host's boot is stranded: {}", current().problem());
        }
    }

    private void boot(BootRecord now) throws InterruptedException {
        Optional<Boolean> succeeded = conductor.untilFailure(now, Bundle.BOOT, this::awaitHostStays);
        if (succeeded.isPresent()) {
            awaitHostStays();
            settle(now, succeeded.get() ? BootState.OPERATIONAL : BootState.STRANDED);
        }
    }

    /**
     * A host that goes down, be it by a script of its boot, ends the bundle: nothing more of it starts, and what the end broke off strands
     * no boot. That stays as it is, and begins anew when the host is back.
     */
    private void awaitHostStays() throws InterruptedException {
        while (shutdown.underWay().isPresent() || isAnnounced()) {
            LOG.info("The host goes down before its boot has come to an end");
            boolean _ = new CountDownLatch(1).await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whoever announces it may fail where the host's init system doesn't: the boot isn't held up by that. */
    private boolean isAnnounced() {
        try {
            return shutdown.isAnnounced();
        } catch (ProblemException e) {
            LOG.warn("Cannot tell whether the host is to go down: {}", e.getMessage());
            return false;
        }
    }

    /** A soft reboot leaves the kernel's boot id and the run directory as they are, and a shutdown can be called off. */
    private boolean isOver(BootRecord decommissioned) {
        return SERVICE_RESTART.equals(decommissioned.reason())
                || shutdown.underWay().isEmpty();
    }

    private void settle(BootRecord settled, BootState state) {
        journal.settle(settled, state);
        look();
        LOG.info("The host's boot is {}", state.label());
    }

    /** Runs what is to be run when the host goes down, or what is left of it. */
    private void end() {
        try {
            BootRecord now = known();
            if (now.state() == BootState.OPERATIONAL || now.state() == BootState.STRANDED) {
                Optional<String> reason = reason();
                if (reason.isPresent()) {
                    LOG.info("Runs the scripts for the host's end: {}", reason.get());
                    journal.decommission(now, reason.get(), beginning.decommission());
                    look();
                }
            }
            if (known().state() == BootState.DECOMMISSIONING) {
                decommission(known());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | UnavailableException e) {
            LOG.error("Cannot run the scripts for the host's end: {}", e.getMessage());
        }
    }

    private void decommission(BootRecord now) throws InterruptedException {
        conductor.throughout(now, Bundle.DECOMMISSION, Map.of("DECOM_REASON", Objects.requireNonNull(now.reason())));
    }

    private Optional<String> reason() throws InterruptedException {
        return underWay()
                .map(kind -> kind == HostShutdown.Kind.REBOOT ? "reboot" : "stop")
                .or(() -> settings.decommissionOnRestart() ? Optional.of(SERVICE_RESTART) : Optional.empty());
    }

    /** Asks more than once: nobody does later, and the host's end would pass without its scripts. */
    private Optional<HostShutdown.Kind> underWay() throws InterruptedException {
        for (int asked = 1; asked <= QUESTIONS; asked++) {
            try {
                return shutdown.underWay();
            } catch (UnavailableException e) {
                LOG.warn("Cannot tell whether the host goes down: {}", e.getMessage());
                boolean _ = new CountDownLatch(1).await(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return Optional.empty();
    }

    private static void requireSameBeginning(List<Step> done, List<RunRequest> bundle) {
        List<String> ran = done.stream().map(Step::script).toList();
        List<String> now = bundle.stream()
                .limit(done.size())
                .map(request -> Objects.requireNonNull(request.script().name()))
                .toList();
        if (!ran.equals(now)) {
            throw new ConflictException(
                    "boot-list-differs",
                    "Cannot go on with the boot: the scripts " + ran + " have run, and the template's list begins with "
                            + now + " by now");
        }
    }

    /** Looks at what is on record, and tells those who follow. */
    private void look() {
        boot = journal.latest().orElseThrow();
        events.publish(EventType.BOOT, BootChange.of(current()));
    }

    private BootRecord known() {
        BootRecord now = boot;
        if (now == null) {
            throw new UnavailableException(
                    "boot-unknown", "It isn't on record yet whether the host was rebooted: see the agent's log");
        }
        return now;
    }
}
