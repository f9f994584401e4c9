package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.counter;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.Map;

/**
 * Reads the processor time of a container, and how its quota held it back. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files">CPU interface files, v2</a>
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/cpuacct.html">CPU accounting controller, v1</a>
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html#statistics">CFS bandwidth control, statistics</a>
 */
final class CpuReader implements ContainerReader {

    private static final MetricFamily USAGE =
            counter("container_cpu_usage_seconds_total", "Processor time that the container used.");
    private static final MetricFamily USER =
            counter("container_cpu_user_seconds_total", "Processor time that its programs used themselves.");
    private static final MetricFamily SYSTEM =
            counter("container_cpu_system_seconds_total", "Processor time that the kernel used for it.");
    private static final MetricFamily PERIODS =
            counter("container_cpu_cfs_periods_total", "Periods of its quota in which it wanted to run.");
    private static final MetricFamily THROTTLED_PERIODS =
            counter("container_cpu_cfs_throttled_periods_total", "Periods in which its quota was used up.");
    private static final MetricFamily THROTTLED =
            counter("container_cpu_cfs_throttled_seconds_total", "Time that its processors waited for a new period.");

    private static final double NANOSECONDS = 1e9;
    private static final double MICROSECONDS = 1e6;
    private static final double USER_HZ = 100;

    @Override
    public void read(ContainerCgroup cgroup, Labels container, SampleTable into) {
        if (cgroup.hasV1("cpuacct")) {
            readAccounting(cgroup, container, into);
        }
        boolean v1 = cgroup.hasV1("cpu");
        Map<String, Double> stat = cgroup.counts("cpu", "cpu.stat", into);
        if (!v1 && !cgroup.hasV1("cpuacct")) {
            add(USAGE, container, stat, "usage_usec", MICROSECONDS, into);
            add(USER, container, stat, "user_usec", MICROSECONDS, into);
            add(SYSTEM, container, stat, "system_usec", MICROSECONDS, into);
        }
        // Without a quota no period is ever counted.
        if (stat.getOrDefault("nr_periods", 0.0) > 0) {
            add(PERIODS, container, stat, "nr_periods", 1, into);
            add(THROTTLED_PERIODS, container, stat, "nr_throttled", 1, into);
            add(
                    THROTTLED,
                    container,
                    stat,
                    v1 ? "throttled_time" : "throttled_usec",
                    v1 ? NANOSECONDS : MICROSECONDS,
                    into);
        }
    }

    private static void readAccounting(ContainerCgroup cgroup, Labels container, SampleTable into) {
        cgroup.count("cpuacct", "cpuacct.usage", into)
                .ifPresent(usage -> into.add(USAGE, container, usage / NANOSECONDS));
        Map<String, Double> stat = cgroup.counts("cpuacct", "cpuacct.stat", into);
        add(USER, container, stat, "user", USER_HZ, into);
        add(SYSTEM, container, stat, "system", USER_HZ, into);
    }

    private static void add(
            MetricFamily family,
            Labels container,
            Map<String, Double> stat,
            String key,
            double perUnit,
            SampleTable into) {
        Double value = stat.get(key);
        if (value != null) {
            into.add(family, container, value / perUnit);
        }
    }
}
