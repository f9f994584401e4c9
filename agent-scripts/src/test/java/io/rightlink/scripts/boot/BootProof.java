package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.BootState;
import io.rightlink.scripts.boot.Boot.BootScript;
import io.rightlink.scripts.kill.Truth;
import io.rightlink.scripts.run.Run;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/**
 * Lets an agent finish what the killed ones left of a boot, and holds what it says of it against the marks.
 *
 * @param host whose agent was killed
 * @param before how many runs had begun before the host was booted
 * @param when for a failure
 */
record BootProof(KilledHost host, int before, String when) {

    /**
     * Returns how many runs ended in each state, of those that the agent told of.
     *
     * @param down whether the host goes down when the agent stops
     */
    Map<String, Integer> settle(boolean down) {
        Map<String, Integer> outcomes = new TreeMap<>();
        host.agent(down).run(agent -> {
            assertThat(agent).as(when).hasNotFailed();
            KilledHost.seeThrough(agent);
            Boot boot = agent.getBean(Boots.class).current();
            if (boot.state() == BootState.OPERATIONAL) {
                assertBooted(agent, boot);
                count(boot, outcomes, !down);
            }
        });
        if (down) {
            host.agent(true).run(agent -> {
                KilledHost.seeThrough(agent);
                Boot boot = agent.getBean(Boots.class).current();
                assertThat(boot.state()).as(when).isEqualTo(BootState.DECOMMISSIONING);
                assertBooted(agent, boot);
                assertDecommissioned(agent, boot);
                count(boot, outcomes, true);
            });
        }
        return outcomes;
    }

    /** Each script has succeeded, once, behind the one before it; and of all that has begun, nothing is of another boot. */
    private void assertBooted(ApplicationContext agent, Boot boot) throws IOException {
        Truth truth = Truth.of(host.marks, when);
        Runs runs = agent.getBean(Runs.class);
        assertThat(boot.boot())
                .as("%s: %s", when, boot)
                .isNotEmpty()
                .extracting(BootScript::state)
                .containsOnly(RunState.SUCCEEDED);
        assertThat(boot.boot())
                .as("%s: %s", when, boot)
                .extracting(BootScript::name)
                .containsExactlyElementsOf(IntStream.range(0, boot.boot().size())
                        .mapToObj(i -> "b" + i)
                        .toList());
        String token = token(boot);
        List<String> begun = begun();
        assertThat(begun)
                .as("%s: runs that have begun since the boot", when)
                .allMatch(id -> id.startsWith("boot-" + token + "-") || id.startsWith("decommission-" + token + "-"))
                .containsAll(boot.boot().stream().map(BootScript::runId).toList());
        assertThat(begun.stream().map(BootProof::place).toList())
                .as("%s: places in the bundles, in the order of time: %s", when, begun)
                .isSorted();
        begun.forEach(id -> truth.assertToldOf(runs.get(new RunId(id))));
        assertNotRepeated(runs, begun);
    }

    /** A script is tried again where it was broken off, and nowhere else. */
    private void assertNotRepeated(Runs runs, List<String> begun) {
        Map<Integer, String> places = new TreeMap<>();
        for (String id : begun) {
            String earlier = places.put(place(id), id);
            if (earlier != null) {
                assertThat(runs.get(new RunId(earlier)).state())
                        .as("%s: %s, which was run again as %s", when, earlier, id)
                        .isEqualTo(RunState.INTERRUPTED);
            }
        }
    }

    private void assertDecommissioned(ApplicationContext agent, Boot boot) throws IOException {
        Truth truth = Truth.of(host.marks, when);
        Runs runs = agent.getBean(Runs.class);
        assertThat(boot.decommission()).as("%s: %s", when, boot).isNotEmpty();
        for (BootScript script : boot.decommission()) {
            Run run = runs.get(new RunId(script.runId()));
            assertThat(run.state()).as("%s: %s", when, boot).isEqualTo(script.state());
            truth.assertToldOf(run);
        }
        assertThat(begun().stream().filter(id -> id.startsWith("decommission-")).toList())
                .as("%s: what has begun since the host goes down", when)
                .isSubsetOf(boot.decommission().stream().map(BootScript::runId).toList());
    }

    private List<String> begun() throws IOException {
        List<String> all = host.marks.begun();
        return all.subList(before, all.size());
    }

    private static String token(Boot boot) {
        return boot.boot().getFirst().runId().split("-", -1)[1];
    }

    /** Returns its position; those of the host's end come behind those of its boot. */
    private static int place(String id) {
        int position = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
        return id.startsWith("boot-") ? position : 1_000 + position;
    }

    private static void count(Boot boot, Map<String, Integer> outcomes, boolean last) {
        Stream.of(Map.entry("boot", boot.boot()), Map.entry("decommission", boot.decommission()))
                .filter(_ -> last)
                .forEach(bundle -> bundle.getValue()
                        .forEach(script -> outcomes.merge(
                                bundle.getKey() + " "
                                        + Optional.ofNullable(script.state())
                                                .map(RunState::label)
                                                .orElse("not begun"),
                                1,
                                Integer::sum)));
    }
}
