package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.counter;
import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.MetricType;

/** What is told of a container's memory, whoever measured it. */
final class MemoryFamilies {

    static final MetricFamily RSS = gauge("container_memory_rss", "Bytes of anonymous memory, which is in no file.");
    static final MetricFamily CACHE = gauge("container_memory_cache", "Bytes of files that are kept in memory.");
    static final MetricFamily MAPPED =
            gauge("container_memory_mapped_file", "Bytes of files that its programs have mapped.");
    static final MetricFamily SWAP = gauge("container_memory_swap", "Bytes of its memory that were swapped out.");
    static final MetricFamily PEAK = gauge("container_memory_max_usage_bytes", "The most memory that it ever used.");
    /** cAdvisor's name of a counter, which would end in _total if it were shown as one. */
    static final MetricFamily FAILCNT = new MetricFamily(
            "container_memory_failcnt", MetricType.UNTYPED, "How often its memory was up to its limit.");

    static final MetricFamily FAILURES =
            counter("container_memory_failures_total", "How often its programs touched memory that wasn't there yet.");
    static final MetricFamily OOM_EVENTS =
            counter("container_oom_events_total", "How many of its processes were killed for want of memory.");

    private static final MetricFamily USAGE =
            gauge("container_memory_usage_bytes", "Memory that the container uses, its file cache included.");
    private static final MetricFamily WORKING_SET = gauge(
            "container_memory_working_set_bytes",
            "Memory that it uses, but for what was read from files and not lately.");

    private MemoryFamilies() {}

    /** Adds the memory that is used, all of it and less its file cache that wasn't used lately. */
    static void addUsage(Figures into, double usage, double inactiveFile) {
        into.add(USAGE, usage);
        // The two are read one after the other, so that the part can come out greater than the whole.
        into.add(WORKING_SET, Math.max(0, usage - inactiveFile));
    }
}
