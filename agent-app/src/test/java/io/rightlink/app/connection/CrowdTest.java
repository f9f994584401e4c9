package io.rightlink.app.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.rightlink.app.RawCaller;
import io.rightlink.app.RunningAgent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.coyote.AbstractProtocol;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * Many who hold connections, from a few addresses, and an honest caller beside them. {@code -Dtorture=true} makes them 5,000 idle and 500
 * slow ones.
 */
@Timeout(300)
class CrowdTest {

    private static final boolean TORTURE = Boolean.getBoolean("torture");
    private static final int IDLE = TORTURE ? 5_000 : 500;
    private static final int SLOW = TORTURE ? 500 : 50;
    private static final int ROUNDS = TORTURE ? 60 : 10;
    private static final int ADDRESSES = 8;

    @TempDir
    Path home;

    @Test
    void doesNotKeepAnHonestCallerWaiting() throws Exception {
        try (RunningAgent agent = new RunningAgent(home)) {
            assertThat(secondsOfAnAnswer(agent, "127.0.0.1")).isPositive();
            Footprint before = Footprint.now();
            List<Double> seconds = new ArrayList<>();
            try (Crowd crowd = new Crowd(agent.port())) {
                for (int round = 0; round < ROUNDS; round++) {
                    crowd.press();
                    seconds.add(secondsOfAnAnswer(agent, "127.0.0.1"));
                    seconds.add(secondsOfAnAnswer(agent, "127.0.0.2"));
                }
                assertThat(connections(agent)).isLessThanOrEqualTo(600);
            }
            System.out.printf(
                    "%d idle and %d slow callers: %d answers in between, the slowest after %.3f s%n",
                    IDLE, SLOW, seconds.size(), Collections.max(seconds));
            assertThat(seconds.stream().filter(answer -> answer < 1).count())
                    .as("answers within a second, of %s", seconds)
                    .isGreaterThanOrEqualTo(seconds.size() * 9L / 10);
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(connections(agent)).isLessThan(10);
                Footprint.now().assertNotMuchMoreThan(before);
            });
        }
    }

    private static double secondsOfAnAnswer(RunningAgent agent, String from) throws IOException {
        long start = System.nanoTime();
        try (RawCaller caller = new RawCaller(agent.port(), from)) {
            caller.send("GET /v1/whoami HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-RLL-Secret: "
                    + agent.secret() + "\r\n\r\n");
            assertThat(caller.readToTheEnd()).startsWith("HTTP/1.1 200 ");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static long connections(RunningAgent agent) {
        TomcatWebServer server = (TomcatWebServer)
                Objects.requireNonNull(((WebServerApplicationContext) agent.context()).getWebServer());
        return ((AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler()).getConnectionCount();
    }

    /** Opens again what the agent closes. */
    private static final class Crowd implements AutoCloseable {

        private final int port;
        private final List<RawCaller> callers = new ArrayList<>();

        Crowd(int port) throws IOException {
            this.port = port;
            for (int i = 0; i < IDLE + SLOW; i++) {
                callers.add(newcomer(i));
            }
        }

        private RawCaller newcomer(int number) throws IOException {
            return new RawCaller(port, "127.0.0." + (2 + number % ADDRESSES));
        }

        /** The slow ones send another byte, each one that was closed comes back, and some of the idle ones, too. */
        void press() throws IOException {
            for (int i = 0; i < SLOW; i++) {
                try {
                    callers.get(i).send("G");
                } catch (IOException _) {
                    callers.get(i).close();
                    callers.set(i, newcomer(i));
                }
            }
            for (int i = SLOW; i < SLOW + IDLE / 10; i++) {
                callers.get(i).close();
                callers.set(i, newcomer(i));
            }
        }

        @Override
        public void close() throws IOException {
            for (RawCaller caller : callers) {
                caller.close();
            }
        }
    }

    private record Footprint(int threads, long files, long heapBytes) {

        static Footprint now() {
            System.gc();
            return new Footprint(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                            .getOpenFileDescriptorCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        void assertNotMuchMoreThan(Footprint before) {
            assertThat(threads).as("threads").isLessThan(before.threads + 20);
            assertThat(files).as("open files").isLessThan(before.files + 50);
            assertThat(heapBytes).as("heap").isLessThan(before.heapBytes + (16 << 20));
        }
    }
}
