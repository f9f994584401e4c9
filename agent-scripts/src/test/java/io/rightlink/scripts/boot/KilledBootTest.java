package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.scripts.kill.Lanes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the bundles of a host's boot and its end when the agent is killed at any moment, again and again. */
class KilledBootTest {

    private static final boolean TORTURE = Boolean.getBoolean("torture");

    /** Kills of each of three hosts: with scripts beside the agent, with ones that outlive it, and with both. */
    private static final int KILLS = TORTURE ? 167 : 2;

    private static final int LONGEST_MILLIS = 300;

    @TempDir
    Path directory;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int kills;
    private int boots;

    @Test
    void runsEachScriptOncePerBootWhateverBecomesOfTheAgent() throws Exception {
        long seed = new Random().nextLong();
        List<List<String>> hosts = List.of(
                Collections.nCopies(6, "agent"),
                Collections.nCopies(6, "detached"),
                List.of("detached", "agent", "detached", "agent", "detached", "agent"));
        List<Callable<Boolean>> lanes = new ArrayList<>();
        for (int lane = 0; lane < hosts.size(); lane++) {
            int number = lane;
            lanes.add(() -> kill(number, hosts.get(number), seed));
        }
        List<Boolean> _ = Lanes.run(lanes);
        System.out.println("Killed boots: " + this + ", seed " + seed);
        assertThat(outcomes).containsKey("boot succeeded");
    }

    private boolean kill(int lane, List<String> boot, long seed) throws Exception {
        Random random = new Random(seed + lane);
        Path home = Files.createDirectory(directory.resolve("host" + lane));
        KilledHost host = new KilledHost(home);
        int left = KILLS;
        for (int number = 1; left > 0; number++) {
            host.install(boot, boot.subList(0, 3), () -> random.nextInt(LONGEST_MILLIS));
            String when = "seed " + seed + ", host " + lane + ", boot " + number;
            BootProof proof = new BootProof(host, host.marks.begun().size(), when);
            boolean brokenOff = random.nextInt(4) == 0;
            boolean down = random.nextInt(3) == 0;
            int most = Math.min(left, brokenOff ? 1 + random.nextInt(2) : left);
            int lives = killUntilThrough(home, down, most, random);
            left -= lives;
            tell(lives, brokenOff ? Map.of("boots broken off", 1) : proof.settle(down));
            host.reboot();
        }
        return true;
    }

    private static int killUntilThrough(Path home, boolean down, int most, Random random) throws Exception {
        int killed = 0;
        while (killed < most && !KilledBoot.liveAndKill(home, down, random)) {
            killed++;
        }
        return killed;
    }

    private synchronized void tell(int lives, Map<String, Integer> settled) {
        kills += lives;
        boots++;
        settled.forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
        if (TORTURE) {
            System.out.println("Killed boots: " + this);
        }
    }

    @Override
    public String toString() {
        return kills + " kills during " + boots + " boots: " + outcomes;
    }
}
