package io.rightlink.monitoring.container;

import io.rightlink.core.workload.WorkloadStatistics;
import io.rightlink.monitoring.sample.Labels;
import java.util.List;

/** Shows what the engine measured under the names of what is read from control groups. Stateless; safe for any thread. */
final class EngineFigures {

    private EngineFigures() {}

    static void add(WorkloadStatistics said, Figures into) {
        WorkloadStatistics.Cpu cpu = said.cpu();
        into.add(CpuFamilies.USAGE, cpu.seconds().orElse(Double.NaN));
        into.add(CpuFamilies.USER, cpu.userSeconds().orElse(Double.NaN));
        into.add(CpuFamilies.SYSTEM, cpu.systemSeconds().orElse(Double.NaN));
        CpuFamilies.addThrottling(
                into,
                cpu.periods().orElse(Double.NaN),
                cpu.throttledPeriods().orElse(Double.NaN),
                cpu.throttledSeconds().orElse(Double.NaN));
        addMemory(said, into);
        into.add(PidsReader.THREADS, said.threads().orElse(Double.NaN));
        Labels container = into.container();
        said.disks().forEach((device, disk) -> add(disk, container.and("device", device), into));
        said.interfaces()
                .forEach((name, one) -> NetworkFamilies.add(
                        into, container.and("interface", name), array(one.received()), array(one.transmitted())));
    }

    /** The names of v1, where those with total_ count the groups below, too, or else of v2. */
    private static void addMemory(WorkloadStatistics said, Figures into) {
        MemoryFamilies.addUsage(
                into, said.memoryUsageBytes().orElse(Double.NaN), memory(said, "total_inactive_file", "inactive_file"));
        into.add(MemoryFamilies.RSS, memory(said, "total_rss", "anon"));
        into.add(MemoryFamilies.CACHE, memory(said, "total_cache", "file"));
        into.add(MemoryFamilies.MAPPED, memory(said, "total_mapped_file", "file_mapped"));
        into.add(MemoryFamilies.SWAP, memory(said, "total_swap", "total_swap"));
        into.add(MemoryFamilies.PEAK, said.memoryPeakBytes().orElse(Double.NaN));
    }

    private static double memory(WorkloadStatistics said, String v1, String v2) {
        Double value = said.memory().getOrDefault(v1, said.memory().get(v2));
        return value == null ? Double.NaN : value;
    }

    private static void add(WorkloadStatistics.Disk disk, Labels device, Figures into) {
        into.add(BlockReader.READS, device, disk.reads().orElse(Double.NaN));
        into.add(BlockReader.WRITES, device, disk.writes().orElse(Double.NaN));
        into.add(BlockReader.READ_BYTES, device, disk.readBytes().orElse(Double.NaN));
        into.add(BlockReader.WRITTEN_BYTES, device, disk.writtenBytes().orElse(Double.NaN));
    }

    private static double[] array(List<Double> counts) {
        return counts.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
