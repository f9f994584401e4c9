package io.rightlink.monitoring.exec;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;

/** Runs a process for each plugin that is stored, from the agent's start to its stop. Safe for any thread. */
final class SupervisedExecPlugins implements ExecPlugins, SmartLifecycle {

    private final PluginStore store;
    private final int most;
    private final Function<ExecPlugin, PluginRunner> supervision;
    private final Map<String, PluginRunner> runners = new TreeMap<>();
    private volatile boolean running;

    /** @param supervision makes what runs a plugin */
    SupervisedExecPlugins(PluginStore store, int most, Function<ExecPlugin, PluginRunner> supervision) {
        this.store = store;
        this.most = most;
        this.supervision = supervision;
    }

    @Override
    public List<ExecPlugin> list() {
        return store.list();
    }

    @Override
    public ExecPlugin get(String name) {
        return store.find(name).orElseThrow(() -> unknown(name));
    }

    @Override
    public synchronized boolean put(ExecPlugin plugin) {
        ExecPlugin before = store.find(plugin.name()).orElse(null);
        if (before == null && store.list().size() >= most) {
            throw new ConflictException(
                    "too-many-exec-plugins",
                    "Cannot add the plugin '" + plugin.name() + "': there are " + most + ", which is the most");
        }
        if (!plugin.equals(before)) {
            store.put(plugin);
            stop(plugin.name());
            run(plugin);
        }
        return before == null;
    }

    @Override
    public synchronized void remove(String name) {
        if (!store.remove(name)) {
            throw unknown(name);
        }
        stop(name);
    }

    @Override
    public synchronized void start() {
        running = true;
        store.list().forEach(this::run);
    }

    /** Ends all at once: the agent has little time when it stops. */
    @Override
    public synchronized void stop() {
        running = false;
        List<Thread> ending = runners.values().stream()
                .map(runner -> Thread.ofVirtual().name("exec-stop").start(runner::stop))
                .toList();
        runners.clear();
        ending.forEach(SupervisedExecPlugins::join);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A pause would end what it runs. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    private void run(ExecPlugin plugin) {
        if (running) {
            PluginRunner runner = supervision.apply(plugin);
            var _ = runners.put(plugin.name(), runner);
            runner.start();
        }
    }

    private void stop(String name) {
        PluginRunner runner = runners.remove(name);
        if (runner != null) {
            runner.stop();
        }
    }

    private static NotFoundException unknown(String name) {
        return new NotFoundException("exec-plugin-not-found", "No plugin '" + name + "'");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
