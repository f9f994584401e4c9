package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.counter;

import io.rightlink.monitoring.sample.MetricFamily;

/** What is told of a container's processor time, whoever measured it. */
final class CpuFamilies {

    static final MetricFamily USAGE =
            counter("container_cpu_usage_seconds_total", "Processor time that the container used.");
    static final MetricFamily USER =
            counter("container_cpu_user_seconds_total", "Processor time that its programs used themselves.");
    static final MetricFamily SYSTEM =
            counter("container_cpu_system_seconds_total", "Processor time that the kernel used for it.");

    private static final MetricFamily PERIODS =
            counter("container_cpu_cfs_periods_total", "Periods of its quota in which it wanted to run.");
    private static final MetricFamily THROTTLED_PERIODS =
            counter("container_cpu_cfs_throttled_periods_total", "Periods in which its quota was used up.");
    private static final MetricFamily THROTTLED =
            counter("container_cpu_cfs_throttled_seconds_total", "Time that its processors waited for a new period.");

    private CpuFamilies() {}

    /** Adds how a quota held the container back. Without a quota no period is ever counted. */
    static void addThrottling(Figures into, double periods, double throttledPeriods, double throttledSeconds) {
        if (periods > 0) {
            into.add(PERIODS, periods);
            into.add(THROTTLED_PERIODS, throttledPeriods);
            into.add(THROTTLED, throttledSeconds);
        }
    }
}
