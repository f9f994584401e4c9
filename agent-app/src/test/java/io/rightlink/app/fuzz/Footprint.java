package io.rightlink.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the agent takes of the machine. */
record Footprint(int threads, long openFiles, long heapBytes, long files, long bytes) {

    static Footprint of(Path home) throws IOException {
        System.gc();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(home)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += sizeOf(file);
        }
        return new Footprint(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                files.size(),
                bytes);
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException _) {
            return 0;
        }
    }

    /** A change leaves two lines in the audit log, and one that is right by chance leaves what it asks for. */
    void assertNotMuchMoreThan(Footprint before, int requests) {
        assertThat(threads).as("threads").isLessThan(before.threads + 20);
        assertThat(openFiles).as("open files").isLessThan(before.openFiles + 50);
        assertThat(heapBytes).as("heap").isLessThan(before.heapBytes + (48 << 20));
        assertThat(files).as("files").isLessThan(before.files + requests / 20);
        assertThat(bytes).as("bytes of files").isLessThan(before.bytes + (64L << 20) + requests * 1_000L);
    }
}
