package io.rightlink.monitoring.container;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.WorkloadStatistics;
import io.rightlink.core.workload.Workloads;
import io.rightlink.monitoring.container.MeasuredContainers.Unmeasured;
import io.rightlink.monitoring.sample.Labels;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The containers whose control groups the agent doesn't see: what the engine measured of them is shown instead, and that it is, because
 * it costs the host far more. Safe for any thread.
 */
final class UnseenContainers {

    /** A scrape has ten seconds, as a rule. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Workloads workloads;
    private final LifeReader life;

    UnseenContainers(Workloads workloads, Clock clock) {
        this.workloads = workloads;
        this.life = new LifeReader(clock);
    }

    /** Adds the figures of what wasn't measured of {@code running}. */
    void measure(List<Workload> running, Map<Workload, Unmeasured> unmeasured, Figures into) {
        // If no process at all is seen, it isn't the containers that have ended.
        boolean blind = unmeasured.size() == running.size() && !unmeasured.containsValue(Unmeasured.HIDDEN);
        List<Workload> unseen = running.stream()
                .filter(workload -> unmeasured.get(workload) == Unmeasured.HIDDEN || blind)
                .toList();
        if (unseen.isEmpty()) {
            return;
        }
        String why = blind
                ? "the agent sees no container's process; is the host's /proc mounted?"
                : "the agent doesn't see such a control group; does it run with --cgroupns=host, and the host's /sys mounted?";
        try {
            Map<String, WorkloadStatistics> said =
                    workloads.statistics(unseen.stream().map(Workload::id).toList(), PATIENCE);
            unseen.forEach(workload -> add(workload, said, into));
            // Of what has ended meanwhile nothing need be said.
            if (!blind || !said.isEmpty()) {
                into.unreadable("Cannot measure " + names(unseen) + " as the kernel does: " + why
                        + " Docker's own figures, which cost it far more, are shown for " + said.size() + " of them");
            }
        } catch (UnavailableException e) {
            into.unreadable(
                    "Cannot measure " + names(unseen) + ": " + why + " And Docker's own figures: " + e.getMessage());
        }
    }

    private void add(Workload workload, Map<String, WorkloadStatistics> all, Figures into) {
        WorkloadStatistics said = all.get(workload.id());
        if (said != null) {
            String id = "/docker/" + workload.id();
            into.begin(Labels.of("id", id, "name", workload.name(), "image", workload.image()));
            EngineFigures.add(said, into);
            life.read(workload, into);
            into.keep();
        }
    }

    /** {@code container 'web'}, or {@code 12 containers, 'web' for one}. */
    private static String names(List<Workload> unseen) {
        String first = "'" + unseen.getFirst().name() + "'";
        return unseen.size() == 1 ? "container " + first : unseen.size() + " containers, " + first + " for one,";
    }
}
