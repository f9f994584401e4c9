package io.rightlink.monitoring.otlp;

import static io.rightlink.monitoring.otlp.Instrument.counter;
import static io.rightlink.monitoring.otlp.Instrument.gauge;
import static io.rightlink.monitoring.otlp.Instrument.upDownCounter;

import io.rightlink.monitoring.sample.Labels;
import java.util.Map;
import java.util.Optional;

/**
 * OpenTelemetry's metrics of the host that are made of several measured values; without one of them there is none.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/system/system-metrics/">System metrics</a>
 */
record Derived(Map<String, Map<Labels, Double>> families) {

    private static final Instrument MEMORY = upDownCounter("system.memory.usage", "By");
    private static final Instrument MEMORY_LIMIT = upDownCounter("system.memory.limit", "By");
    private static final Instrument SHARED = upDownCounter("system.memory.shared", "By");
    private static final Instrument AVAILABLE = upDownCounter("system.memory.linux.available", "By");
    private static final Instrument SWAP = upDownCounter("system.paging.usage", "By");
    private static final Instrument FAULTS = counter("system.paging.faults", "{fault}");
    private static final Instrument FILE_SYSTEM = upDownCounter("system.filesystem.usage", "By");
    private static final Instrument FILE_SYSTEM_LIMIT = upDownCounter("system.filesystem.limit", "By");
    private static final Instrument UPTIME = gauge("system.uptime", "s");

    private static final Map<String, String> FILE_SYSTEM_LABELS = Map.of(
            "device",
            "system.device",
            "mountpoint",
            "system.filesystem.mountpoint",
            "fstype",
            "system.filesystem.type");

    /** Adds all that can be made. */
    void addTo(Points points, long at) {
        booted().ifPresent(booted -> points.add(UPTIME, Map.of(), at - booted));
        addMemory(points);
        addFaults(points);
        families.getOrDefault("node_filesystem_size_bytes", Map.of())
                .forEach((labels, size) -> addFileSystem(labels, size, points));
    }

    /** Returns when the host was booted, in seconds since the epoch. */
    Optional<Double> booted() {
        return value("node_boot_time_seconds", Labels.NONE);
    }

    private void addMemory(Points points) {
        Optional<Double> total = memory("MemTotal");
        Optional<Double> available = memory("MemAvailable");
        total.ifPresent(bytes -> points.add(MEMORY_LIMIT, Map.of(), bytes));
        available.ifPresent(bytes -> points.add(AVAILABLE, Map.of(), bytes));
        memory("Shmem").ifPresent(bytes -> points.add(SHARED, Map.of(), bytes));
        difference(total, available).ifPresent(bytes -> addMemory("used", bytes, points));
        memory("MemFree").ifPresent(bytes -> addMemory("free", bytes, points));
        memory("Buffers").ifPresent(bytes -> addMemory("buffers", bytes, points));
        memory("Cached").ifPresent(bytes -> addMemory("cached", bytes, points));
        difference(memory("SwapTotal"), memory("SwapFree"))
                .ifPresent(bytes -> points.add(SWAP, Map.of("system.paging.state", "used"), bytes));
        memory("SwapFree").ifPresent(bytes -> points.add(SWAP, Map.of("system.paging.state", "free"), bytes));
    }

    private static void addMemory(String state, double bytes, Points points) {
        points.add(MEMORY, Map.of("system.memory.state", state), bytes);
    }

    /** The kernel counts the major ones among all. */
    private void addFaults(Points points) {
        Optional<Double> major = value("node_vmstat_pgmajfault", Labels.NONE);
        major.ifPresent(faults -> points.add(FAULTS, Map.of("system.paging.fault.type", "major"), faults));
        difference(value("node_vmstat_pgfault", Labels.NONE), major)
                .ifPresent(faults -> points.add(FAULTS, Map.of("system.paging.fault.type", "minor"), faults));
    }

    /** Free is what programs can have; the rest of what isn't used is root's. */
    private void addFileSystem(Labels labels, double size, Points points) {
        Map<String, String> attributes = new Rule(FILE_SYSTEM, Map.of(), FILE_SYSTEM_LABELS).attributes(labels);
        Optional<Double> free = value("node_filesystem_free_bytes", labels);
        Optional<Double> available = value("node_filesystem_avail_bytes", labels);
        points.add(FILE_SYSTEM_LIMIT, attributes, size);
        difference(Optional.of(size), free).ifPresent(bytes -> addFileSystem("used", attributes, bytes, points));
        available.ifPresent(bytes -> addFileSystem("free", attributes, bytes, points));
        difference(free, available).ifPresent(bytes -> addFileSystem("reserved", attributes, bytes, points));
    }

    private static void addFileSystem(String state, Map<String, String> attributes, double bytes, Points points) {
        points.add(
                FILE_SYSTEM,
                new Rule(FILE_SYSTEM, attributes, Map.of("state", "system.filesystem.state"))
                        .attributes(Labels.of("state", state)),
                bytes);
    }

    private Optional<Double> memory(String field) {
        return value("node_memory_" + field + "_bytes", Labels.NONE);
    }

    private Optional<Double> value(String family, Labels labels) {
        return Optional.ofNullable(families.getOrDefault(family, Map.of()).get(labels));
    }

    private static Optional<Double> difference(Optional<Double> whole, Optional<Double> part) {
        return whole.flatMap(of -> part.map(less -> of - less));
    }
}
