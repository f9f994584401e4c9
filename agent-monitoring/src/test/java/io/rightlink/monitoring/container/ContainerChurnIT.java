package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.monitoring.testing.InspectedWorkloads;
import io.rightlink.monitoring.testing.ScrapedAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Containers that come and go on a real host leave no file open: the room runs in this process, whose descriptors are looked at. */
class ContainerChurnIT {

    @RegisterExtension
    static final TestbedHost HOST = new TestbedHost();

    private static final int ROUNDS = Boolean.getBoolean("torture") ? 20 : 1;
    private static final int CONTAINERS = 30;
    private static final int BETWEEN_SCRAPES = 5;

    @TempDir
    private Path state;

    @Test
    void leavesNoFileOpenOfContainersThatAreGone() throws Exception {
        HOST.load(TestbedHost.BUSYBOX);
        start("stays");
        try (ScrapedAgent agent = ScrapedAgent.start(HOST.root(), state, new InspectedWorkloads(HOST))) {
            scrapeAll(agent, 1);
            scrapeAll(agent, 1);
            List<String> before = openFiles();

            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 1; i <= CONTAINERS; i++) {
                    start("brief" + i);
                    if (i % BETWEEN_SCRAPES == 0) {
                        scrapeAll(agent, i + 1);
                    }
                }
                assertThat(openFiles()).hasSizeGreaterThan(before.size() + CONTAINERS);

                for (int i = CONTAINERS; i > 0; i -= BETWEEN_SCRAPES) {
                    remove(i - BETWEEN_SCRAPES + 1, i);
                    scrapeAll(agent, i - BETWEEN_SCRAPES + 1);
                }
                assertThat(openFiles()).as("open files after round " + round).isEqualTo(before);
            }
        }
    }

    private static void scrapeAll(ScrapedAgent agent, int containers) {
        assertThat(ScrapedAgent.values(agent.scrape()).keySet())
                .filteredOn(series -> series.startsWith("container_cpu_usage_seconds_total{"))
                .hasSize(containers);
    }

    private static void start(String name) throws Exception {
        HOST.run("docker", "run", "-d", "--name", name, TestbedHost.BUSYBOX, "sleep", "100000");
    }

    private static void remove(int first, int last) throws Exception {
        HOST.sh("seq -f brief%g " + first + " " + last + " | xargs docker rm --force");
    }

    /** Where all descriptors of this process lead to, sorted, but for connections, and for the jars that classes come from. */
    private static List<String> openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .flatMap(descriptor -> target(descriptor).stream())
                    .filter(target -> target.startsWith("/"))
                    .filter(target -> !target.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException e) {
            // the one that lists them, which is closed by now
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
