package io.rightlink.monitoring.container;

import static io.rightlink.monitoring.sample.MetricFamily.gauge;

import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads the memory of a container, that of the groups below its own included. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files">Memory interface files, v2</a>
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/memory.html">Memory resource controller, v1</a>
 */
final class MemoryReader implements ContainerReader {

    private static final MetricFamily USAGE =
            gauge("container_memory_usage_bytes", "Memory that the container uses, its file cache included.");
    private static final MetricFamily WORKING_SET = gauge(
            "container_memory_working_set_bytes",
            "Memory that it uses, but for what was read from files and not lately.");
    private static final MetricFamily RSS =
            gauge("container_memory_rss", "Bytes of anonymous memory, which is in no file.");
    private static final MetricFamily CACHE =
            gauge("container_memory_cache", "Bytes of files that are kept in memory.");
    private static final MetricFamily PEAK =
            gauge("container_memory_max_usage_bytes", "The most memory that it ever used.");

    /** The names in which the versions say the same. */
    private record Names(String usage, String peak, String anonymous, String cache, String inactiveFile) {}

    private static final Names V1 = new Names(
            "memory.usage_in_bytes", "memory.max_usage_in_bytes", "total_rss", "total_cache", "total_inactive_file");

    /** The peak is there since Linux 5.19. */
    private static final Names V2 = new Names("memory.current", "memory.peak", "anon", "file", "inactive_file");

    @Override
    public void read(ContainerCgroup cgroup, Labels container, SampleTable into) {
        Names names = cgroup.hasV1("memory") ? V1 : V2;
        OptionalDouble usage = cgroup.count("memory", names.usage(), into);
        Map<String, Double> stat = cgroup.counts("memory", "memory.stat", into);
        Optional<Double> inactiveFile = Optional.ofNullable(stat.get(names.inactiveFile()));
        usage.ifPresent(bytes -> {
            into.add(USAGE, container, bytes);
            // The two files are read one after the other, so that the part can come out greater than the whole.
            inactiveFile.ifPresent(part -> into.add(WORKING_SET, container, Math.max(0, bytes - part)));
        });
        Optional.ofNullable(stat.get(names.anonymous())).ifPresent(bytes -> into.add(RSS, container, bytes));
        Optional.ofNullable(stat.get(names.cache())).ifPresent(bytes -> into.add(CACHE, container, bytes));
        cgroup.count("memory", names.peak(), into).ifPresent(bytes -> into.add(PEAK, container, bytes));
    }
}
