package io.rightlink.core.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process holds now. */
public final class OwnResources {

    private OwnResources() {}

    /** Counts the threads of a name, virtual ones too. */
    public static long threads(String name) throws IOException {
        Path directory = Files.createTempDirectory("threads");
        Path dump = directory.resolve("threads.json");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            return Files.readString(dump).split("\"" + name + "\"", -1).length - 1L;
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(directory);
        }
    }

    /** Counts the sockets that are open. */
    public static long sockets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(OwnResources::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
