package io.rightlink.monitoring.container;

import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which control group a container is, for each controller that has a tree of its own and for {@link CgroupMounts#UNIFIED}: as
 * {@code /proc/<pid>/cgroup} names them, up to the one that bears the container's id. Where the first process is in a group below,
 * as systemd's is, that isn't the whole container; where no id is named, the process isn't the container's any more.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">cgroups(7)</a>
 */
record CgroupMembership(Map<String, String> paths) {

    /** Reads the membership of a container's first process; leaves out what doesn't name the container. */
    static CgroupMembership read(KernelFile file, Workload workload, SampleTable table) {
        Map<String, String> paths = new HashMap<>();
        file.eachLine(table, words -> readLine(words, workload.id(), paths));
        return new CgroupMembership(Map.copyOf(paths));
    }

    /** {@code 4:memory:/docker/4f66…}, {@code 1:cpu,cpuacct:/docker/4f66…}, or {@code 0::/system.slice/docker-4f66….scope}. */
    private static void readLine(Words words, String id, Map<String, String> paths) {
        words.nextUpTo(':');
        String[] rest = words.rest().split(":", 2);
        if (rest.length == 2) {
            container(rest[1], id).ifPresent(path -> {
                for (String controller : rest[0].split(",", -1)) {
                    paths.put(controller, path);
                }
            });
        }
    }

    /** Cuts a path after the part that is the container's: its id, or the unit of systemd's that is named for it. */
    private static Optional<String> container(String path, String id) {
        for (int start = 1; start > 0 && start < path.length(); start = path.indexOf('/', start) + 1) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String part = path.substring(start, end);
            if (names(part, id)) {
                return Optional.of(path.substring(0, end));
            }
        }
        return Optional.empty();
    }

    private static boolean names(String part, String id) {
        return !id.isEmpty() && (part.equals(id) || part.endsWith("-" + id + ".scope"));
    }
}
