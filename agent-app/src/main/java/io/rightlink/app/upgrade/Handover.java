package io.rightlink.app.upgrade;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.process.ProcessImage;
import io.rightlink.scripts.run.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the agent's process to another program, which has its id, its arguments and its environment. No run is lost by it: those that
 * would end with the agent have ended before, those that wait begin after it, and the others are taken up. Safe for any thread.
 */
final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final Path OWN_COMMAND = Path.of("/proc/self/cmdline");
    private static final Path OWN_PROGRAM = Path.of("/proc/self/exe");

    private final Runs runs;
    private final Duration patience;
    private final Supplier<@Nullable Invocation> invocation;
    private final Runnable agentsStop;
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * @param patience how long runs may take that would end with the agent
     * @param agentsStop stops the agent in good order, and returns when that is done
     */
    Handover(Runs runs, Duration patience, Supplier<@Nullable Invocation> invocation, Runnable agentsStop) {
        this.runs = runs;
        this.patience = patience;
        this.invocation = invocation;
        this.agentsStop = agentsStop;
    }

    /**
     * Returns once nothing is in its way any more. The agent answers what it is being asked, and stops, before the program begins.
     *
     * @throws ConflictException if runs are in its way, or another handover has begun
     * @throws InvalidException if the process isn't the agent's own
     */
    void begin(Path program) throws InterruptedException {
        Invocation own = invocation.get();
        if (own == null) {
            throw InvalidException.unprocessable(
                    "upgrade-not-supported",
                    "Cannot become '" + program + "': this process wasn't started by the agent's command line");
        }
        if (!begun.compareAndSet(false, true)) {
            throw new ConflictException("upgrade-under-way", "Cannot begin an upgrade while another one is under way");
        }
        boolean held = false;
        try {
            Runs.Hold _ = runs.hold(patience); // for as long as this agent is there
            held = true;
        } finally {
            begun.set(held);
        }
        LOG.info("The agent stops, and {} takes over", program);
        Thread _ = Thread.ofPlatform().daemon(false).name("handover").start(() -> handOver(program, own.arguments()));
    }

    private void handOver(Path program, List<String> arguments) {
        agentsStop.run();
        if (endsAnyway()) {
            LOG.info("The agent was told to end meanwhile: {} doesn't take over", program);
            return;
        }
        try {
            become(program, arguments);
        } catch (IOException e) {
            LOG.error("Cannot become {}: {}. The agent begins anew as it was", program, e.getMessage());
            beginAnew();
        }
    }

    private static void become(Path program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("RIGHTLINK_RLL_BINPATH", program.toString());
        ProcessImage.replace(command, environment);
    }

    private static void beginAnew() {
        try {
            List<String> command =
                    new ArrayList<>(List.of(Files.readString(OWN_COMMAND).split("\0")));
            command.set(0, OWN_PROGRAM.toRealPath().toString());
            ProcessImage.replace(command, System.getenv());
        } catch (IOException | RuntimeException e) {
            LOG.error("Cannot begin anew", e);
            System.exit(1);
        }
    }

    /** Nothing can be added to what is done at the end of a process that ends. */
    private static boolean endsAnyway() {
        Thread nothing = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
