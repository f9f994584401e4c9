package io.rightlink.scripts.boot;

import io.rightlink.core.testing.OtherProcess;
import io.rightlink.scripts.kill.Steps;
import io.rightlink.scripts.run.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** An agent in a process of its own, which sees its host through its boot, and its end if that is due, unless it is killed. */
final class KilledBoot {

    private static final String RECOVERS = "recovers";
    private static final String UP = "up";
    private static final int MOST_MILLIS = 1_000;

    private KilledBoot() {}

    public static void main(String... args) throws IOException {
        KilledHost host = new KilledHost(Path.of(args[0]));
        BeanPostProcessor kill =
                args.length > 2 ? new Steps(Integer.parseInt(args[2]), host.reached()) : recovery(host);
        try {
            host.agent(Boolean.parseBoolean(args[1]))
                    .withBean("kill", BeanPostProcessor.class, () -> kill)
                    .run(agent -> {
                        if (args.length == 2) {
                            Files.writeString(host.reached(), UP);
                        }
                        KilledHost.seeThrough(agent);
                    });
        } catch (RuntimeException | AssertionError e) {
            Files.writeString(host.reached(), e.toString());
            System.exit(1);
        }
    }

    /** Tells when the agent is about to look at what its earlier lives left. */
    private static BeanPostProcessor recovery(KilledHost host) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof Runs) {
                    try {
                        Files.writeString(host.reached(), RECOVERS);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return bean;
            }
        };
    }

    /** Has it live until a step; returns what that is, or nothing if it got through. */
    static String liveUntil(Path directory, boolean down, int step) throws IOException, InterruptedException {
        Process agent = OtherProcess.startSilent(
                KilledBoot.class, directory.toString(), Boolean.toString(down), Integer.toString(step));
        Path reached = new KilledHost(directory).reached();
        return hasGotThrough(agent.waitFor(), reached) ? "" : Files.readString(reached);
    }

    /** Has it live until a random moment while it comes back or works; tells whether it got through before. */
    static boolean liveAndKill(Path directory, boolean down, Random random) throws IOException, InterruptedException {
        Path reached = new KilledHost(directory).reached();
        Files.writeString(reached, "");
        List<String> moments = random.nextInt(3) > 0 ? List.of(UP) : List.of(RECOVERS, UP);
        Process agent = OtherProcess.startSilent(KilledBoot.class, directory.toString(), Boolean.toString(down));
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> moments.contains(Files.readString(reached)) || !agent.isAlive());
            return agent.waitFor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS)
                    && hasGotThrough(agent.exitValue(), reached);
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }

    private static boolean hasGotThrough(int exit, Path why) throws IOException {
        if (exit != 0 && exit != Steps.KILLED) {
            throw new AssertionError("The agent ended by itself: " + exit + ", " + Files.readString(why));
        }
        return exit == 0;
    }
}
