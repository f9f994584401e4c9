package io.rightlink.systemd.change;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.store.Store;
import io.rightlink.core.testing.OtherProcess;
import io.rightlink.systemd.unit.StableFor;
import io.rightlink.systemd.unit.UnitName;
import io.rightlink.systemd.unit.Units;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * An agent in a process of its own that changes a unit, and stops at a step of that to be killed. A step is the moment before or after
 * the agent writes to its store, or tells or asks systemd anything.
 */
final class KilledChange {

    private static final String REACHED = "at step ";

    private KilledChange() {}

    /** Changes {@code unit} to {@code file}, or deletes it; stops for good at a step, if it gets there. */
    public static void main(String... args) {
        Path root = Path.of(args[0]);
        Path state = Path.of(args[1]);
        UnitPath unit = UnitPath.of(new UnitName(args[2]));
        Path file = Path.of(args[3]);
        AtomicInteger left = new AtomicInteger();
        ChangedHost.agent(root, state)
                .withBean("stops", BeanPostProcessor.class, () -> stops(left))
                .run(context -> {
                    UnitChanges changes = context.getBean(UnitChanges.class);
                    left.set(Integer.parseInt(args[4]));
                    Job job = Files.exists(file)
                            ? changes.put(unit, UnitText.of(Files.readAllBytes(file)), options())
                            : changes.remove(unit, ChangeOptions.removal(false));
                    Job ended = context.getBean(Jobs.class).await(job.id(), Duration.ofSeconds(60));
                    System.out.println("ended " + ended.state());
                });
    }

    private static ChangeOptions options() {
        return new ChangeOptions(true, true, new StableFor(Duration.ofMillis(300)), Validation.WARN, false);
    }

    private static BeanPostProcessor stops(AtomicInteger left) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bean) {
                    case Units _ -> stopping(bean, left, Units.class);
                    case Store _ -> stopping(bean, left, Store.class);
                    default -> bean;
                };
            }
        };
    }

    private static Object stopping(Object bean, AtomicInteger left, Class<?>... type) {
        return Proxy.newProxyInstance(KilledChange.class.getClassLoader(), type, (_, method, args) -> {
            step(left, "before " + method.getName());
            try {
                return method.invoke(bean, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                step(left, "after " + method.getName());
            }
        });
    }

    private static void step(AtomicInteger left, String name) {
        if (left.decrementAndGet() == 0) {
            System.out.println(REACHED + name);
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** Begins a change and kills the agent with SIGKILL at a step; returns the step's name, or nothing if the change ended before. */
    static String runAndKill(Path root, Path state, String unit, Path file, int step)
            throws IOException, InterruptedException {
        Process agent = OtherProcess.start(
                KilledChange.class, root.toString(), state.toString(), unit, file.toString(), Integer.toString(step));
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(REACHED)) {
                    return line.substring(REACHED.length());
                } else if (line.startsWith("ended ")) {
                    return "";
                }
            }
            throw new AssertionError("The agent ended by itself: " + agent.waitFor());
        } finally {
            agent.destroyForcibly();
            boolean _ = agent.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
