package io.rightlink.monitoring.testing;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host whose files were kept; see {@code src/test/resources/hosts/README.md}. */
public record RecordedHost(Path directory) {

    /** Linux 6.18, cgroup v1. */
    public static final RecordedHost V1 = new RecordedHost(Path.of("src/test/resources/hosts/debian12-6.18.44"));

    /** Linux 6.1, cgroup v2. */
    public static final RecordedHost V2 = new RecordedHost(Path.of("src/test/resources/hosts/debian12-6.1.192"));

    public Rootfs rootfs() {
        return new Rootfs(directory);
    }

    /** Reads what ran there: {@code 6d25… 258 burner rightlink-testbed/busybox default}. */
    public List<Workload> workloads() throws IOException {
        return Files.readAllLines(directory.resolve("containers")).stream()
                .map(line -> line.split(" ", -1))
                .map(words -> new Workload(
                        words[0],
                        words[2],
                        words[3],
                        Long.parseLong(words[1]),
                        words[4],
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    public Workload workload(String name) throws IOException {
        return workloads().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Copies the host, so that a test can spoil it. */
    public RecordedHost copyTo(Path target) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = target.resolve(directory.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return new RecordedHost(target);
    }

    /** Replaces a file, or adds one. */
    public void write(String path, String text) throws IOException {
        Path file = rootfs().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    public void delete(String path) throws IOException {
        Files.delete(rootfs().resolve(path));
    }
}
