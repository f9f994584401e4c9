package io.rightlink.monitoring.exec;

import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.process.ProcessTree;
import io.rightlink.core.process.Programs;
import io.rightlink.monitoring.collectd.Collectd;
import io.rightlink.monitoring.collectd.Dialect;
import io.rightlink.monitoring.internal.RationedLog;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one plugin until it is stopped: its process leads a session of its own, and one that exits is started again at the next interval.
 * Safe for any thread.
 *
 * <p>A plugin outlives an agent that is killed until it prints again, which ends it by SIGPIPE: nobody reads then.
 */
final class PluginRunner {

    private static final Logger LOG = LoggerFactory.getLogger(PluginRunner.class);
    private static final int MOST_LINES_PER_MINUTE = 20;
    private static final File NOTHING = new File("/dev/null");
    private static final Duration BREATH = Duration.ofSeconds(1);

    private final ExecPlugin plugin;
    private final Supplier<Map<String, String>> environment;
    private final Collectd collectd;
    private final ExecSettings settings;
    private final RationedLog log;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable ProcessTree tree;

    PluginRunner(
            ExecPlugin plugin, Supplier<Map<String, String>> environment, Collectd collectd, ExecSettings settings) {
        this.plugin = plugin;
        this.environment = environment;
        this.collectd = collectd;
        this.settings = settings;
        this.log = new RationedLog(LOG, "The plugin '" + plugin.name() + "'", MOST_LINES_PER_MINUTE, System::nanoTime);
        // of the platform: each spends its life in a read, which would hold on to the carrier of a virtual one
        this.thread = Thread.ofPlatform().name("exec-" + plugin.name()).daemon().unstarted(this::run);
    }

    ExecPlugin plugin() {
        return plugin;
    }

    void start() {
        thread.start();
    }

    /** Ends the plugin, and waits for that; but not for what left it before it could be seen, and still holds its output. */
    void stop() {
        stopped.countDown();
        try {
            Optional<ProcessTree> running = running();
            if (running.isPresent()) {
                running.get().terminate();
            }
            if (!thread.join(settings.grace())) {
                log.warn("has left something behind that holds its output");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<ProcessTree> running() {
        return Optional.ofNullable(tree);
    }

    private void run() {
        try {
            long first = System.nanoTime();
            long interval = settings.interval().toNanos();
            boolean goesOn = true;
            while (goesOn) {
                runOnce();
                long passed = System.nanoTime() - first;
                goesOn = !stopped.await(interval - passed % interval, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            Optional<Process> started = startUnlessStopped();
            if (started.isPresent()) {
                follow(started.get());
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("can't be run: " + e.getMessage());
        }
    }

    private synchronized Optional<Process> startUnlessStopped() throws IOException {
        if (stopped.getCount() == 0) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of("setsid", plugin.executable()));
        command.addAll(plugin.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(new File("/")).redirectInput(NOTHING);
        builder.environment().clear();
        builder.environment().putAll(environment.get());
        Process process = Programs.start(builder);
        tree = new ProcessTree(process, settings.grace());
        return Optional.of(process);
    }

    private void follow(Process process) throws IOException, InterruptedException {
        Thread errors = Thread.ofPlatform()
                .name("exec-" + plugin.name() + "-errors")
                .daemon()
                .start(() -> listen(process.getErrorStream()));
        try {
            readValues(process.getInputStream());
        } finally {
            int status = process.waitFor();
            // also what it left behind: it would be there twice after the next start
            running().orElseThrow().terminate();
            errors.join();
            if (status != 0 && stopped.getCount() > 0) {
                log.warn("has exited with " + status + ", and is started again at the next interval");
            }
        }
    }

    private void readValues(InputStream source) throws IOException, InterruptedException {
        PluginOutput output = new PluginOutput(source);
        boolean more = true;
        while (more) {
            TooFast tooFast = new TooFast();
            more = output.read(
                    lines -> tooFast.happened = !take(lines), () -> log.warn("prints a line that is too long"));
            if (tooFast.happened) {
                boolean _ = stopped.await(BREATH.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Takes lines as if a collectd had posted them; what can't be taken is counted there. */
    private boolean take(byte[] lines) {
        try {
            collectd.receive(Dialect.V5, new ByteArrayInputStream(lines));
            return true;
        } catch (UnavailableException e) {
            log.warn("prints too fast: " + e.getMessage());
            return false;
        } catch (ProblemException e) {
            log.warn("prints what can't be taken: " + e.getMessage());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(InputStream source) {
        PluginOutput output = new PluginOutput(source);
        try {
            boolean more = true;
            while (more) {
                more = output.read(
                        lines -> new String(lines, StandardCharsets.UTF_8)
                                .lines()
                                .forEach(line -> log.warn("says: " + line)),
                        () -> log.warn("says a line that is too long"));
            }
        } catch (IOException e) {
            log.warn("can't be heard any more: " + e.getMessage());
        }
    }

    /** Whether the last lines were too much. */
    private static final class TooFast {
        private boolean happened;
    }
}
