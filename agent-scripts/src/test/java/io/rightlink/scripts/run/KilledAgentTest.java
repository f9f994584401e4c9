package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.scripts.kill.Lanes;
import io.rightlink.scripts.kill.Marks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs when the agent is killed at any moment, again and again. */
class KilledAgentTest {

    private static final boolean TORTURE = Boolean.getBoolean("torture");

    /** Agents that are killed side by side, each a host of its own. */
    private static final int LANES = 2;

    private static final int HOSTS = TORTURE ? 10 : 1;
    private static final int KILLS = TORTURE ? 25 : 3;

    @TempDir
    Path directory;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();

    @Test
    void startsNoRunTwiceAndLosesNoneAndTellsTheTruthOfEach() throws Exception {
        long seed = new Random().nextLong();
        List<Callable<Boolean>> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            int number = lane;
            lanes.add(() -> kill(number, seed));
        }
        List<Boolean> _ = Lanes.run(lanes);
        System.out.println("Killed agents: " + kills + " kills, " + begun + " runs have begun, each once: " + outcomes
                + ", seed " + seed);
        assertThat(outcomes).containsKeys("agent succeeded", "detached succeeded");
    }

    private boolean kill(int lane, long seed) throws Exception {
        Random random = new Random(seed + lane);
        for (int host = 0; host < HOSTS; host++) {
            MarkedRuns marked = new MarkedRuns(Files.createDirectory(directory.resolve(lane + "-" + host)));
            for (int life = 0; life < KILLS; life++) {
                KilledAgent.runAndKill(marked, life, random);
                kills.incrementAndGet();
            }
            Map<String, Integer> settled = marked.settle("seed " + seed + ", lane " + lane + ", host " + host);
            tell(settled, Marks.in(marked.directory()).begun().size());
            assertInterruptedByKillsAlone(settled);
        }
        return true;
    }

    /** A kill breaks off what runs then: one run of a thread, at most. */
    private static void assertInterruptedByKillsAlone(Map<String, Integer> settled) {
        assertThat(settled.getOrDefault("agent interrupted", 0) + settled.getOrDefault("detached unknown", 0))
                .isLessThanOrEqualTo(KILLS * MarkedRuns.THREADS);
    }

    private synchronized void tell(Map<String, Integer> settled, int marks) {
        settled.forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
        begun.addAndGet(marks);
        if (TORTURE) {
            System.out.println("Killed agents: " + kills + " kills, " + begun + " runs: " + outcomes);
        }
    }
}
