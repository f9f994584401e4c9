package io.rightlink.core.workload;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an engine measured of a container. Counts are since it was started; what the engine doesn't tell is empty.
 *
 * @param memory by the kernel's names in {@code memory.stat}, which are those of the host's version of control groups
 * @param disks by the device's numbers, {@code 254:0}
 * @param interfaces by the interface's name in the container, {@code eth0}
 */
public record WorkloadStatistics(
        Cpu cpu,
        OptionalDouble memoryUsageBytes,
        OptionalDouble memoryPeakBytes,
        Map<String, Double> memory,
        Map<String, Disk> disks,
        Map<String, Interface> interfaces,
        OptionalDouble threads) {

    /** Processor time, and how a quota held the container back. */
    public record Cpu(
            OptionalDouble seconds,
            OptionalDouble userSeconds,
            OptionalDouble systemSeconds,
            OptionalDouble periods,
            OptionalDouble throttledPeriods,
            OptionalDouble throttledSeconds) {}

    /** What was read from one device and written to it. */
    public record Disk(
            OptionalDouble reads, OptionalDouble writes, OptionalDouble readBytes, OptionalDouble writtenBytes) {}

    /** What went in and out of one interface: bytes, packets, errors and dropped packets. */
    public record Interface(List<Double> received, List<Double> transmitted) {}
}
