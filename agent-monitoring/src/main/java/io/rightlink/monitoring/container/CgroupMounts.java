package io.rightlink.monitoring.container;

import io.rightlink.core.host.MountPoints;
import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the trees of control groups are mounted: one for each v1 controller, the unified one, or both kinds at once. Immutable.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a>
 */
final class CgroupMounts {

    /** What a hierarchy's line in {@code /proc/<pid>/cgroup} names as controller of the unified tree: nothing. */
    static final String UNIFIED = "";

    private static final String FILE = "/proc/1/mountinfo";

    /**
     * One tree.
     *
     * @param root the control group that its top is, {@code /} unless another namespace mounted it
     * @param point where the host sees it, {@code /sys/fs/cgroup/memory}
     */
    record Mount(String root, String point) {

        /** Returns where {@code cgroup} is from the top, {@code /docker/4f66…}; empty if this tree doesn't show it. */
        Optional<String> relative(String cgroup) {
            String prefix = root.equals("/") ? "" : root;
            if (!cgroup.startsWith(prefix + "/")) {
                return Optional.empty();
            }
            String relative = cgroup.substring(prefix.length());
            boolean above = Arrays.asList(relative.split("/", -1)).contains("..");
            return above ? Optional.empty() : Optional.of(relative);
        }
    }

    private final Map<String, Mount> byController = new HashMap<>();

    private CgroupMounts() {}

    /** Returns no trees at all. */
    static CgroupMounts none() {
        return new CgroupMounts();
    }

    /** Reads where the host's first process sees them. */
    static CgroupMounts read(Rootfs rootfs, SampleTable table) {
        CgroupMounts mounts = new CgroupMounts();
        KernelFile.require(rootfs, FILE, table).ifPresent(file -> file.eachLine(table, mounts::readLine));
        return mounts;
    }

    /** Returns the tree of a v1 controller, or of {@link #UNIFIED}. */
    Optional<Mount> of(String controller) {
        return Optional.ofNullable(byController.get(controller));
    }

    /** {@code 85 81 0:32 / /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime - cgroup cgroup rw,memory}. */
    private void readLine(Words words) {
        for (int i = 0; i < 3; i++) {
            words.next();
        }
        Mount mount = new Mount(MountPoints.unescape(words.next()), MountPoints.unescape(words.next()));
        // Its own options, and optional fields that end with a hyphen.
        String word = words.next();
        while (!word.equals("-")) {
            word = words.next();
        }
        String type = words.next();
        if (type.equals("cgroup2")) {
            byController.putIfAbsent(UNIFIED, mount);
        } else if (type.equals("cgroup")) {
            words.next();
            for (String option : words.next().split(",", -1)) {
                byController.putIfAbsent(option, mount);
            }
        }
    }
}
