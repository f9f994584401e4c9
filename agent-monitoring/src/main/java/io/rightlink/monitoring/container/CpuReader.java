package io.rightlink.monitoring.container;

import io.rightlink.monitoring.internal.KeptCounts;
import io.rightlink.monitoring.internal.KeptFile;
import java.io.IOException;

/**
 * Reads the processor time of a container, and how its quota held it back.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files">CPU interface files, v2</a>
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/cpuacct.html">CPU accounting controller, v1</a>
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html#statistics">CFS bandwidth control, statistics</a>
 */
final class CpuReader implements ContainerReader {

    private static final double NANOSECONDS = 1e9;
    private static final double MICROSECONDS = 1e6;
    private static final double USER_HZ = 100;

    private final boolean throttledByV1;
    private final boolean countedByV1;
    private final KeptFile usage;
    private final KeptCounts accounting;
    private final KeptCounts stat;

    CpuReader(ContainerFiles files) {
        this.throttledByV1 = files.hasV1("cpu");
        this.countedByV1 = files.hasV1("cpuacct");
        this.usage = files.of("cpuacct", "cpuacct.usage");
        this.accounting = files.counts("cpuacct", "cpuacct.stat", "user", "system");
        this.stat = throttledByV1
                ? files.counts("cpu", "cpu.stat", "nr_periods", "nr_throttled", "throttled_time")
                : files.counts(
                        "cpu",
                        "cpu.stat",
                        "usage_usec",
                        "user_usec",
                        "system_usec",
                        "nr_periods",
                        "nr_throttled",
                        "throttled_usec");
    }

    @Override
    public void read(Figures into) throws IOException {
        stat.read(into.buffer(), into.told());
        if (countedByV1) {
            into.add(CpuFamilies.USAGE, usage.number(into.buffer(), into.told()) / NANOSECONDS);
            accounting.read(into.buffer(), into.told());
            into.add(CpuFamilies.USER, accounting.get(0) / USER_HZ);
            into.add(CpuFamilies.SYSTEM, accounting.get(1) / USER_HZ);
        } else if (!throttledByV1) {
            into.add(CpuFamilies.USAGE, stat.get(0) / MICROSECONDS);
            into.add(CpuFamilies.USER, stat.get(1) / MICROSECONDS);
            into.add(CpuFamilies.SYSTEM, stat.get(2) / MICROSECONDS);
        }
        int periods = throttledByV1 ? 0 : 3;
        double perSecond = throttledByV1 ? NANOSECONDS : MICROSECONDS;
        CpuFamilies.addThrottling(into, stat.get(periods), stat.get(periods + 1), stat.get(periods + 2) / perSecond);
    }
}
