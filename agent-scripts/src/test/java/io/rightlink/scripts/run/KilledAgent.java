package io.rightlink.scripts.run;

import io.rightlink.core.testing.OtherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** An agent in a process of its own, which takes runs until it is killed. */
final class KilledAgent {

    private static final int QUEUED = 12;
    private static final int MOST_MILLIS = 600;

    private KilledAgent() {}

    /** Sends again what an earlier life didn't confirm, and then ever more, each third of it twice at the same time. */
    public static void main(String... args) {
        MarkedRuns marked = new MarkedRuns(Path.of(args[0]));
        String life = args[1];
        marked.agent()
                .withBean("recovery", BeanPostProcessor.class, () -> recovery(marked))
                .run(context -> {
                    Runs runs = context.getBean(Runs.class);
                    TreeSet<String> unanswered = new TreeSet<>(marked.noted("meant"));
                    unanswered.removeAll(marked.noted("confirmed"));
                    for (String id : unanswered) {
                        marked.submit(runs, id);
                    }
                    for (int i = 0; i < 10_000; i++) {
                        if (i >= QUEUED) {
                            AssembledRuns.ended(runs, life + "-" + (i - QUEUED));
                        }
                        String id = life + "-" + i;
                        if (i % 3 == 0) {
                            Thread _ = Thread.startVirtualThread(() -> submit(marked, runs, id));
                        }
                        marked.submit(runs, id);
                    }
                });
    }

    private static void submit(MarkedRuns marked, Runs runs, String id) {
        try {
            marked.submit(runs, id);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells when the agent is about to look at what its earlier lives left. */
    private static BeanPostProcessor recovery(MarkedRuns marked) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof Runs) {
                    try {
                        Files.createFile(recovers(marked));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return bean;
            }
        };
    }

    private static Path recovers(MarkedRuns marked) {
        return marked.directory().resolve("recovers");
    }

    /** Starts it, and kills it at a random moment after it has confirmed a first run, or while it comes back. */
    static void runAndKill(MarkedRuns marked, int life, Random random) throws IOException, InterruptedException {
        Files.deleteIfExists(recovers(marked));
        int confirmed = marked.noted("confirmed").size();
        boolean working = random.nextInt(3) > 0;
        Process agent =
                OtherProcess.startSilent(KilledAgent.class, marked.directory().toString(), "life" + life);
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() ->
                            working ? marked.noted("confirmed").size() > confirmed : Files.exists(recovers(marked)));
            boolean _ = agent.waitFor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }
}
