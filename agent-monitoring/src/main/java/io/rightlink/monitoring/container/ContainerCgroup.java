package io.rightlink.monitoring.container;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A container's control group, in as many trees as it is in. Immutable; reading from it is safe for any thread. */
final class ContainerCgroup {

    private final Rootfs rootfs;
    private final CgroupMounts mounts;
    private final CgroupMembership membership;

    private ContainerCgroup(Rootfs rootfs, CgroupMounts mounts, CgroupMembership membership) {
        this.rootfs = rootfs;
        this.mounts = mounts;
        this.membership = membership;
    }

    /** Finds the control group of a container; empty if it doesn't run any more. */
    static Optional<ContainerCgroup> find(Rootfs rootfs, CgroupMounts mounts, Workload workload, SampleTable table) {
        return KernelFile.find(rootfs, "/proc/" + workload.initPid() + "/cgroup", table)
                .map(file -> CgroupMembership.read(file, workload, table))
                .filter(membership -> !membership.paths().isEmpty())
                .map(membership -> new ContainerCgroup(rootfs, mounts, membership));
    }

    /** Returns its path from the top of the first tree that shows it; empty if none does. */
    Optional<String> id() {
        return Stream.concat(
                        Stream.of("memory", CgroupMounts.UNIFIED),
                        membership.paths().keySet().stream().sorted())
                .flatMap(controller -> relative(controller).stream())
                .findFirst();
    }

    /** Tells whether a controller has a v1 tree of its own; if not, it is in the unified one. */
    boolean hasV1(String controller) {
        return membership.paths().containsKey(controller);
    }

    /** Tells whether the container is still where it was. */
    boolean isSame(ContainerCgroup other) {
        return membership.equals(other.membership);
    }

    /** Reads a file that is one number, {@code memory.current}; empty if this tree or this kernel doesn't have it. */
    OptionalDouble count(String controller, String name, SampleTable table) {
        return find(controller, name, table).map(file -> file.count(table)).orElseGet(OptionalDouble::empty);
    }

    /** Reads a file of names with numbers, {@code cpu.stat}; empty if this tree or this kernel doesn't have it. */
    Map<String, Double> counts(String controller, String name, SampleTable table) {
        return find(controller, name, table).map(file -> file.counts(table)).orElseGet(Map::of);
    }

    private Optional<KernelFile> find(String controller, String name, SampleTable table) {
        String tree = hasV1(controller) ? controller : CgroupMounts.UNIFIED;
        return mounts.of(tree)
                .flatMap(mount -> relative(tree).map(path -> mount.point() + path + "/" + name))
                .flatMap(path -> KernelFile.find(rootfs, path, table));
    }

    private Optional<String> relative(String tree) {
        return Optional.ofNullable(membership.paths().get(tree))
                .flatMap(path -> mounts.of(tree).flatMap(mount -> mount.relative(path)));
    }
}
