package io.rightlink.monitoring.container;

import io.rightlink.monitoring.internal.KeptCounts;
import io.rightlink.monitoring.internal.KeptFile;
import io.rightlink.monitoring.sample.Labels;
import java.io.IOException;

/**
 * Reads the memory of a container, that of the groups below its own included.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files">Memory interface files, v2</a>
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/memory.html">Memory resource controller, v1</a>
 */
final class MemoryReader implements ContainerReader {

    private final boolean v1;
    private final KeptFile usage;
    private final KeptFile peak;
    private final KeptCounts stat;
    private final KeptFile single;
    private final KeptCounts events;
    private final Labels ownFaults;
    private final Labels ownMajorFaults;
    private final Labels faults;
    private final Labels majorFaults;

    MemoryReader(ContainerFiles files, Labels container) {
        this.v1 = files.hasV1("memory");
        this.usage = files.of("memory", v1 ? "memory.usage_in_bytes" : "memory.current");
        // memory.peak is there since Linux 5.19.
        this.peak = files.of("memory", v1 ? "memory.max_usage_in_bytes" : "memory.peak");
        this.stat = v1 ? statOfV1(files) : statOfV2(files);
        this.single = files.of("memory", v1 ? "memory.failcnt" : "memory.swap.current");
        this.events = v1
                ? files.counts("memory", "memory.oom_control", "oom_kill")
                : files.counts("memory", "memory.events", "max", "oom_kill");
        this.ownFaults = failures(container, "pgfault", "container");
        this.ownMajorFaults = failures(container, "pgmajfault", "container");
        this.faults = failures(container, "pgfault", "hierarchy");
        this.majorFaults = failures(container, "pgmajfault", "hierarchy");
    }

    private static KeptCounts statOfV1(ContainerFiles files) {
        return files.counts(
                "memory",
                "memory.stat",
                "pgfault",
                "pgmajfault",
                "total_cache",
                "total_rss",
                "total_mapped_file",
                "total_swap",
                "total_pgfault",
                "total_pgmajfault",
                "total_inactive_file");
    }

    private static KeptCounts statOfV2(ContainerFiles files) {
        return files.counts(
                "memory", "memory.stat", "anon", "file", "file_mapped", "inactive_file", "pgfault", "pgmajfault");
    }

    private static Labels failures(Labels container, String type, String scope) {
        return container.and("failure_type", type).and("scope", scope);
    }

    @Override
    public void read(Figures into) throws IOException {
        double bytes = usage.number(into.buffer(), into.told());
        stat.read(into.buffer(), into.told());
        into.add(MemoryFamilies.PEAK, peak.number(into.buffer(), into.told()));
        double number = single.number(into.buffer(), into.told());
        events.read(into.buffer(), into.told());
        if (v1) {
            addV1(into, bytes, number);
        } else {
            addV2(into, bytes, number);
        }
    }

    private void addV1(Figures into, double bytes, double failures) {
        MemoryFamilies.addUsage(into, bytes, stat.get(8));
        into.add(MemoryFamilies.CACHE, stat.get(2));
        into.add(MemoryFamilies.RSS, stat.get(3));
        into.add(MemoryFamilies.MAPPED, stat.get(4));
        into.add(MemoryFamilies.SWAP, stat.get(5));
        addFailures(into, stat.get(0), stat.get(1), stat.get(6), stat.get(7));
        into.add(MemoryFamilies.FAILCNT, failures);
        into.add(MemoryFamilies.OOM_EVENTS, events.get(0));
    }

    /** The unified tree counts the faults of the groups below with a container's own. */
    private void addV2(Figures into, double bytes, double swapped) {
        MemoryFamilies.addUsage(into, bytes, stat.get(3));
        into.add(MemoryFamilies.RSS, stat.get(0));
        into.add(MemoryFamilies.CACHE, stat.get(1));
        into.add(MemoryFamilies.MAPPED, stat.get(2));
        into.add(MemoryFamilies.SWAP, swapped);
        addFailures(into, stat.get(4), stat.get(5), stat.get(4), stat.get(5));
        into.add(MemoryFamilies.FAILCNT, events.get(0));
        into.add(MemoryFamilies.OOM_EVENTS, events.get(1));
    }

    private void addFailures(Figures into, double own, double ownMajor, double all, double allMajor) {
        into.add(MemoryFamilies.FAILURES, ownFaults, own);
        into.add(MemoryFamilies.FAILURES, ownMajorFaults, ownMajor);
        into.add(MemoryFamilies.FAILURES, faults, all);
        into.add(MemoryFamilies.FAILURES, majorFaults, allMajor);
    }
}
