package io.rightlink.app.listener;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells whose a connection is by the kernel's tables, one for each network namespace. A namespace is told from others by the inode of its
 * table, which can be read without the right to look into the processes; {@code /proc/<pid>/ns/net} can't. Keeps no file open, because
 * that would keep the namespace of a dead container. Safe for any thread.
 */
record ContainerSockets(Rootfs host, Path ownProc) {

    /**
     * Tells whether a container has a network namespace to itself: not the host's, not the agent's, not another container's.
     *
     * @throws IOException if that can't be told
     */
    boolean hasItsOwnNamespace(Workload container, List<Workload> running) throws IOException {
        Object namespace =
                inode(host.resolve(table(container))).orElseThrow(() -> new NoSuchFileException(table(container)));
        if (Optional.of(namespace).equals(inode(host.resolve("/proc/1/net/tcp")))
                || Optional.of(namespace).equals(inode(ownProc.resolve("self/net/tcp")))) {
            return false;
        }
        for (Workload other : running) {
            if (!other.id().equals(container.id())
                    && Optional.of(namespace).equals(inode(host.resolve(table(other))))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells whether a connection is one of a container's. The control groups of its first process are opened before and read after that:
     * that fails if the process has ended meanwhile, so what was read between was the container's.
     *
     * @throws IOException if that can't be told
     */
    boolean has(Workload container, TcpConnection connection) throws IOException {
        try (InputStream cgroups = Files.newInputStream(host.resolve("/proc/" + container.initPid() + "/cgroup"))) {
            boolean found = isIn(table(container), connection) || isIn(table(container) + "6", connection);
            return found && name(new String(cgroups.readAllBytes(), StandardCharsets.UTF_8), container.id());
        }
    }

    private boolean isIn(String table, TcpConnection connection) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(host.resolve(table), StandardCharsets.US_ASCII)) {
            return connection.isIn(lines);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** {@code 4:memory:/docker/4f66…}, or {@code 0::/system.slice/docker-4f66….scope}. */
    private static boolean name(String cgroups, String id) {
        return cgroups.lines()
                .flatMap(line -> Arrays.stream(line.split("/", -1)))
                .anyMatch(part -> part.equals(id) || part.endsWith("-" + id + ".scope"));
    }

    private static String table(Workload container) {
        return "/proc/" + container.initPid() + "/net/tcp";
    }

    private static Optional<Object> inode(Path file) throws IOException {
        try {
            return Optional.of(Files.getAttribute(file, "unix:ino"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
