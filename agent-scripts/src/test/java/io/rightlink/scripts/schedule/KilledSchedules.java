package io.rightlink.scripts.schedule;

import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.core.testing.OtherProcess;
import io.rightlink.scripts.script.ScriptName;
import io.rightlink.scripts.script.ScriptSource;
import io.rightlink.scripts.script.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An agent in a process of its own, which runs a script each second until it is killed. */
final class KilledSchedules {

    static final ScheduleName NAME = new ScheduleName("tick");

    private static final ScriptName SCRIPT = new ScriptName("Mark");

    private KilledSchedules() {}

    /** Has a script that leaves its run's directory as a mark. */
    public static void main(String... args) {
        Path marks = Path.of(args[1]);
        AssembledAgent.in(Path.of(args[0]))
                .withPropertyValues("rightlink.scripts.kept=100000")
                .run(context -> {
                    context.getBean(Scripts.class)
                            .put(SCRIPT, new ScriptSource("#!/bin/sh\nsleep 0.1\npwd >> \"$MARKS\"\n"));
                    context.getBean(Schedules.class).put(NAME, each(marks, true));
                    new CountDownLatch(1).await();
                });
    }

    static ScheduleDefinition each(Path marks, boolean enabled) {
        return new ScheduleDefinition(
                new ScheduleDefinition.Script(SCRIPT.value()),
                "* * * * * *",
                null,
                null,
                null,
                Map.of("MARKS", "text:" + marks),
                null,
                null,
                null,
                enabled);
    }

    /** Starts it, and kills it after a first run has left its mark: at a random moment, or just when something is due. */
    static void runAndKill(Path state, Path marks, Random random) throws IOException, InterruptedException {
        long before = Files.size(marks);
        Process agent = OtherProcess.startSilent(KilledSchedules.class, state.toString(), marks.toString());
        try {
            Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> Files.size(marks) > before);
            long untilDue = 1_000 - System.currentTimeMillis() % 1_000;
            long wait = random.nextBoolean() ? random.nextInt(2_000) : untilDue + random.nextInt(40);
            boolean _ = agent.waitFor(wait, TimeUnit.MILLISECONDS);
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }
}
