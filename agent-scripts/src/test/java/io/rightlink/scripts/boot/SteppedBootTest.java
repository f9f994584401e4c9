package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.scripts.kill.Lanes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the bundles of a host's boot and its end when the agent is killed at each of its steps. */
class SteppedBootTest {

    private static final boolean TORTURE = Boolean.getBoolean("torture");
    private static final int LANES = 2;

    @TempDir
    Path directory;

    private record Step(String name, Map<String, Integer> outcomes) {}

    @Test
    void goesOnWhereItWasWhateverStepTheAgentIsKilledAt() throws Exception {
        killAtEachStep(false);
    }

    @Test
    void beginsAnewAndWithNothingOfBeforeWhateverStepTheHostIsKilledAt() throws Exception {
        killAtEachStep(true);
    }

    /** All steps in the long form; in the short one, every so many, beginning with one that changes from run to run. */
    private void killAtEachStep(boolean reboot) throws Exception {
        int stride = TORTURE ? 1 : 41;
        int first = TORTURE ? 1 : 1 + new Random().nextInt(stride);
        Map<String, Integer> outcomes = new TreeMap<>();
        List<String> reached = new ArrayList<>();
        for (int step = first; reached.isEmpty() || !reached.getLast().endsWith(" "); step += LANES * stride) {
            List<Callable<Step>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                int number = step + lane * stride;
                lanes.add(() -> killAt(number, reboot));
            }
            for (Step killed : Lanes.run(lanes)) {
                reached.add(killed.name());
                killed.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
            }
        }
        System.out.println(
                "Boots, " + (reboot ? "hosts" : "agents") + " killed at steps: " + reached + ": " + outcomes);
        assertThat(reached).hasSizeGreaterThan(TORTURE ? 60 : 2);
    }

    private Step killAt(int step, boolean reboot) throws Exception {
        Path home = Files.createDirectory(directory.resolve("step" + step));
        KilledHost host = new KilledHost(home);
        host.install(List.of("agent", "detached", "agent", "detached"), List.of("agent", "detached"), () -> 10);
        String name = KilledBoot.liveUntil(home, true, step);
        int before = 0;
        if (reboot) {
            host.reboot();
            before = host.marks.begun().size();
        }
        String when = "killed at step " + step + ", " + name;
        return new Step(step + " " + name, new BootProof(host, before, when).settle(!reboot));
    }
}
