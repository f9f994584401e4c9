package io.rightlink.monitoring.container;

import java.util.Optional;
import java.util.stream.Stream;

/** A container's control group, in as many trees as it is in. Immutable. */
final class ContainerCgroup {

    /** No file, on any host. */
    private static final String NOWHERE = "/nowhere";

    private final CgroupMounts mounts;
    private final CgroupMembership membership;

    ContainerCgroup(CgroupMounts mounts, CgroupMembership membership) {
        this.mounts = mounts;
        this.membership = membership;
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

    /** Returns where a controller's file is, if it is there at all: the tree may not be mounted, or not show the container. */
    String path(String controller, String name) {
        return pathIn(hasV1(controller) ? controller : CgroupMounts.UNIFIED, name);
    }

    /** Returns where a file of the unified tree is, if it is there at all, even where it has no controllers. */
    String unifiedPath(String name) {
        return pathIn(CgroupMounts.UNIFIED, name);
    }

    private String pathIn(String tree, String name) {
        return mounts.of(tree)
                .flatMap(mount -> relative(tree).map(path -> mount.point() + path))
                .map(group -> group + "/" + name)
                .orElse(NOWHERE);
    }

    private Optional<String> relative(String tree) {
        return Optional.ofNullable(membership.paths().get(tree))
                .flatMap(path -> mounts.of(tree).flatMap(mount -> mount.relative(path)));
    }
}
