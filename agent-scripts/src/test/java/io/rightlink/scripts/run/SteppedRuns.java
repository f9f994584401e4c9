package io.rightlink.scripts.run;

import io.rightlink.core.testing.OtherProcess;
import io.rightlink.scripts.kill.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** An agent in a process of its own, which takes some runs and sees to their ends, unless it is killed at one of its steps. */
final class SteppedRuns {

    /** Two of each placement, and two of them on one thread. */
    private static final List<String> RUNS =
            IntStream.range(0, 4).mapToObj(i -> "step-" + i).toList();

    private SteppedRuns() {}

    public static void main(String... args) {
        MarkedRuns marked = new MarkedRuns(Path.of(args[0]));
        Steps steps = new Steps(Integer.parseInt(args[1]), reached(marked));
        marked.agent().withBean("steps", BeanPostProcessor.class, () -> steps).run(context -> {
            Runs runs = context.getBean(Runs.class);
            for (String id : RUNS) {
                marked.submit(runs, id);
                marked.submit(runs, id);
            }
            for (String id : RUNS) {
                runs.await(new RunId(id));
            }
        });
    }

    /** Has it live until a step; returns what that is, or nothing if it got through. */
    static String liveUntil(MarkedRuns marked, int step) throws IOException, InterruptedException {
        Files.deleteIfExists(reached(marked));
        int exit = OtherProcess.startSilent(
                        SteppedRuns.class, marked.directory().toString(), Integer.toString(step))
                .waitFor();
        if (exit != 0 && exit != Steps.KILLED) {
            throw new AssertionError("The agent ended by itself: " + exit);
        }
        return exit == 0 ? "" : Files.readString(reached(marked));
    }

    private static Path reached(MarkedRuns marked) {
        return marked.directory().resolve("reached");
    }
}
