package io.rightlink.scripts.run;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.core.testing.OtherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An agent in a process of its own, which takes runs until it is killed. */
final class KilledAgent {

    private static final int THREADS = 3;
    private static final int QUEUED = 12;

    private KilledAgent() {}

    /** Submits runs that each leave a mark, and says so of each once its submission has returned. */
    public static void main(String... args) {
        Path state = Path.of(args[0]);
        Path marks = Path.of(args[1]);
        Path confirmed = Path.of(args[2]);
        String round = args[3];
        AssembledAgent.in(state)
                .withPropertyValues("rightlink.scripts.kept=100000")
                .run(context -> {
                    Runs runs = context.getBean(Runs.class);
                    for (int i = 0; i < 10_000; i++) {
                        if (i >= QUEUED) {
                            AssembledRuns.ended(runs, round + "-" + (i - QUEUED));
                        }
                        String id = round + "-" + i;
                        runs.submit(new RunId(id), marking(id, marks, "thread_" + i % THREADS));
                        Files.writeString(confirmed, id + "\n", CREATE, APPEND);
                    }
                });
    }

    static RunRequest marking(String id, Path marks, String thread) {
        String script = "echo $ID; sleep 0.01; echo $ID >> " + marks;
        return AssembledRuns.script(script, Map.of("ID", "text:" + id), thread);
    }

    /** Starts it, and kills it at a random moment after it has confirmed a first run. */
    static void runAndKill(Path state, Path marks, Path confirmed, int round, Random random)
            throws IOException, InterruptedException {
        long before = size(confirmed);
        Process agent = OtherProcess.startSilent(
                KilledAgent.class, state.toString(), marks.toString(), confirmed.toString(), "round" + round);
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> size(confirmed) > before);
            boolean _ = agent.waitFor(random.nextInt(1_000), TimeUnit.MILLISECONDS);
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
