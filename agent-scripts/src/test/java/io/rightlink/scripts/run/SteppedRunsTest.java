package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs when the agent is killed at each of its steps. */
class SteppedRunsTest {

    private static final boolean TORTURE = Boolean.getBoolean("torture");

    private static final int MOST_LIVES = TORTURE ? 15 : 4;

    @TempDir
    Path directory;

    /** All steps in the long form; in the short one, every so many, beginning with one that changes from run to run. */
    @Test
    void startsNoRunTwiceAndLosesNoneWhateverStepTheAgentIsKilledAt() throws Exception {
        int stride = TORTURE ? 1 : 23;
        int first = TORTURE ? 1 : 1 + new Random().nextInt(stride);
        Map<String, Integer> outcomes = new TreeMap<>();
        List<String> reached = new ArrayList<>();
        String name = "begun";
        for (int step = first; !name.isEmpty(); step += stride) {
            MarkedRuns marked = new MarkedRuns(Files.createDirectory(directory.resolve("step" + step)));
            name = SteppedRuns.liveUntil(marked, step);
            reached.add(step + " " + name);
            marked.settle("killed at step " + step + ", " + name)
                    .forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
        }
        System.out.println("Runs, killed at steps: " + reached + ": " + outcomes);
        assertThat(reached).hasSizeGreaterThan(TORTURE ? 30 : 2);
    }

    /** An agent that never gets far: what it has done in one life it needn't do in the next. */
    @Test
    void comesToAnEndThoughEachLifeIsKilledAfterSomeSteps() throws Exception {
        List<Integer> lives = new ArrayList<>();
        for (int steps : TORTURE ? new int[] {15, 25, 35, 40, 45, 50} : new int[] {45 + new Random().nextInt(10)}) {
            MarkedRuns marked = new MarkedRuns(Files.createDirectory(directory.resolve("lives" + steps)));
            int life = 1;
            while (life < MOST_LIVES && !SteppedRuns.liveUntil(marked, steps).isEmpty()) {
                life++;
            }
            marked.settle("killed " + (life - 1) + " times after " + steps + " steps");
            lives.add(life);
        }
        System.out.println("Runs, killed again and again: lives " + lives);
        assertThat(lives).isNotEmpty();
    }
}
