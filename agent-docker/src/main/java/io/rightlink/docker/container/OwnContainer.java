package io.rightlink.docker.container;

import io.rightlink.core.host.Rootfs;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The container that the agent itself runs in; empty if it runs in none.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">/proc/[pid]/cgroup in cgroups(7)</a>
 */
record OwnContainer(Optional<String> id) {

    /**
     * {@code 597 500 254:0 /var/lib/docker/containers/<id>/hostname /etc/hostname rw,relatime - ext4 …}: the engine mounts its own
     * files there, even with the host's network, whose host name says nothing. The host's {@code /etc}, seen below
     * {@code /host}, must not count.
     */
    private static final Pattern MOUNT = Pattern.compile(
            "^\\S+ \\S+ \\S+ \\S*/containers/([0-9a-f]{64})/\\S+ /etc/(?:hostname|hosts|resolv\\.conf) ",
            Pattern.MULTILINE);

    /** {@code 4:memory:/docker/<id>}, or {@code 0::/system.slice/docker-<id>.scope}; just {@code /} in a namespace of its own. */
    private static final Pattern CGROUP =
            Pattern.compile("^\\d+:[^:]*:\\S*/(?:docker/|docker-)([0-9a-f]{64})(?:\\.scope)?$", Pattern.MULTILINE);

    /** Finds it in the agent's own {@code /proc}. */
    static OwnContainer find(Rootfs own) {
        return new OwnContainer(
                Stream.of(first(MOUNT, own, "/proc/self/mountinfo"), first(CGROUP, own, "/proc/self/cgroup"))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    boolean is(Container container) {
        return id.filter(container.id()::equals).isPresent();
    }

    private static Optional<String> first(Pattern pattern, Rootfs own, String file) {
        return own.read(file)
                .flatMap(text -> pattern.matcher(text).results().findFirst())
                .map(match -> match.group(1));
    }
}
