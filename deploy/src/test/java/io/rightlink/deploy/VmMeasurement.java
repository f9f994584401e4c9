package io.rightlink.deploy;

import io.rightlink.monitoring.testing.DockerStatsComparison;
import io.rightlink.monitoring.testing.EngineStats;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What {@code vm/measure} found out on the virtual machine, by the names of its parts. */
record VmMeasurement(Map<String, String> parts) {

    /** Reads {@code == burner before}, and then a scrape; and so on. */
    static VmMeasurement of(String output) {
        return new VmMeasurement(Arrays.stream(output.split("(?m)^== "))
                .skip(1)
                .map(part -> part.split("\n", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1])));
    }

    /** Returns what the agent said just before the engine did. */
    Map<String, Double> before(String container) {
        return ScrapedAgent.values(part(container + " before"));
    }

    /** Returns the engine's own counts, by the names that the agent has for them. */
    Map<String, Double> engine(String container) {
        return EngineStats.counts(part(container));
    }

    /** Returns what the agent said just after the engine did. */
    Map<String, Double> after(String container) {
        return ScrapedAgent.values(part(container + " after"));
    }

    /**
     * Compares two scrapes with what docker stats said between them. The time between them is that of the ticks that docker stats counts
     * in: an emulated processor loses some of them on a busy machine, and docker stats then says up to twice as many percent as were
     * burned by the clock. Over the same ticks, the agent's count has to give the same percentage.
     */
    DockerStatsComparison comparison() {
        double early = seconds("early engine") + seconds("engine before");
        double late = seconds("engine after") + seconds("late engine");
        return DockerStatsComparison.of(part("before"), part("after"), (late - early) / 2, part("stats"));
    }

    private double seconds(String part) {
        return EngineStats.seconds(part(part));
    }

    private String part(String name) {
        return Objects.requireNonNull(parts.get(name), () -> "no part '" + name + "' among " + parts.keySet());
    }
}
