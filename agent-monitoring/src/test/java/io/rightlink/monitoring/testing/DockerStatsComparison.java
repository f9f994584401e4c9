package io.rightlink.monitoring.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Compares a scrape before, and one after, with what {@code docker stats --no-stream} said once or more often in between. A count must
 * lie between the two scrapes, but for the tolerance; so must what goes up and down; and processor time is compared as a rate. Docker's
 * rates are of one second each, of which there may be busy ones and idle ones: ours, of the whole time, lies between the least and the
 * most of them.
 *
 * @param before a scrape's values by series
 * @param after a later scrape's
 * @param seconds between the two
 * @param during all that docker stats said between them
 */
public record DockerStatsComparison(
        Map<String, Double> before, Map<String, Double> after, double seconds, List<DockerStats> during) {

    /** Docker says three digits. */
    private static final double ROUNDING = 0.005;

    private static final String RECEIVED = "container_network_receive_bytes_total";
    private static final String TRANSMITTED = "container_network_transmit_bytes_total";
    private static final String READ = "container_fs_reads_bytes_total";
    private static final String WRITTEN = "container_fs_writes_bytes_total";
    private static final String WORKING_SET = "container_memory_working_set_bytes";

    /** Compares two scrapes' texts with the lines of all that docker stats said in between. */
    public static DockerStatsComparison of(String before, String after, double seconds, String during) {
        return new DockerStatsComparison(
                ScrapedAgent.values(before), ScrapedAgent.values(after), seconds, DockerStats.parse(during));
    }

    /**
     * Tells in what a container's figures aren't Docker's, {@code burner: cpu is 0.31 of ours and 0.5 of Docker's}; empty if they are.
     *
     * @param tolerance 0.05 for a twentieth
     */
    public List<String> disagreements(String container, double tolerance) {
        return found(container, tolerance, true);
    }

    /**
     * Tells it of the counts and the rates alone: for a container that starts processes and ends them all the time, whose memory is
     * another at each look.
     */
    public List<String> countDisagreements(String container, double tolerance) {
        return found(container, tolerance, false);
    }

    private List<String> found(String container, double tolerance, boolean steady) {
        List<DockerStats> said =
                during.stream().filter(line -> line.name().equals(container)).toList();
        if (said.isEmpty()) {
            return List.of(container + ": docker stats doesn't know it");
        }
        Found found = new Found(container, tolerance, said, new ArrayList<>());
        found.rate();
        if (steady) {
            found.level("memory", WORKING_SET, DockerStats::memoryBytes);
            found.level("pids", "container_threads", DockerStats::pids);
        }
        found.count("received", RECEIVED, DockerStats::receivedBytes);
        found.count("transmitted", TRANSMITTED, DockerStats::transmittedBytes);
        found.count("read", READ, DockerStats::readBytes);
        found.count("written", WRITTEN, DockerStats::writtenBytes);
        return found.told();
    }

    /** Sums the series of a container, {@code …{device="/dev/vda",…,name="burner"}}; empty if there is none. */
    public static OptionalDouble sum(Map<String, Double> scrape, String family, String container) {
        double[] values = scrape.entrySet().stream()
                .filter(series -> series.getKey().startsWith(family + "{"))
                .filter(series -> series.getKey().contains("name=\"" + container + "\""))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(values).sum());
    }

    private final class Found {
        private final String container;
        private final double tolerance;
        private final List<DockerStats> said;
        private final List<String> told;

        Found(String container, double tolerance, List<DockerStats> said, List<String> told) {
            this.container = container;
            this.tolerance = tolerance;
            this.said = said;
            this.told = told;
        }

        List<String> told() {
            return told;
        }

        /** A container that hardly burns anything is let off: Docker says hundredths of a percent. */
        void rate() {
            DoubleSummaryStatistics docker =
                    said.stream().mapToDouble(DockerStats::cpu).summaryStatistics();
            OptionalDouble first = sum(before, "container_cpu_usage_seconds_total", container);
            OptionalDouble last = sum(after, "container_cpu_usage_seconds_total", container);
            if (first.isEmpty() || last.isEmpty()) {
                told.add(container + ": ours has no cpu");
                return;
            }
            double ours = (last.getAsDouble() - first.getAsDouble()) / seconds;
            if (ours > docker.getMax() * (1 + tolerance) + 0.005 || ours < docker.getMin() * (1 - tolerance) - 0.005) {
                disagree("cpu", "" + ours, docker.getAverage());
            }
        }

        void level(String what, String family, ToDoubleFunction<DockerStats> which) {
            OptionalDouble first = sum(before, family, container);
            OptionalDouble last = sum(after, family, container);
            if (first.isEmpty() || last.isEmpty()) {
                told.add(container + ": ours has no " + what);
                return;
            }
            require(what, first.getAsDouble(), last.getAsDouble(), mean(which));
        }

        /** What never was read or written has no series, for which Docker says 0. */
        void count(String what, String family, ToDoubleFunction<DockerStats> which) {
            double first = sum(before, family, container).orElse(0);
            double last = sum(after, family, container).orElse(0);
            require(what, first, last, mean(which));
        }

        private void require(String what, double first, double last, double docker) {
            double slack = 1 + tolerance + ROUNDING;
            if (docker > Math.max(first, last) * slack || docker < Math.min(first, last) / slack) {
                disagree(what, first + " to " + last, docker);
            }
        }

        private double mean(ToDoubleFunction<DockerStats> which) {
            return said.stream().mapToDouble(which).average().orElseThrow();
        }

        private void disagree(String what, String ours, double docker) {
            told.add(container + ": " + what + " is " + ours + " of ours and " + docker + " of Docker's");
        }
    }
}
