package io.rightlink.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.sun.management.HotSpotDiagnosticMXBean;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.TestbedHost;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class EngineOutageIT {

    private static final int CALLS = 50;

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @TempDir
    Path directory;

    private static String installed;

    @BeforeAll
    static void ask() throws Exception {
        installed =
                host.run("docker", "version", "--format", "{{.Server.Version}}").strip();
    }

    @AfterEach
    void recover() throws Exception {
        host.sh("systemctl kill --signal CONT docker; systemctl start docker.socket docker.service");
    }

    @Test
    void saysThatAStoppedEngineIsNotThereAndFindsItAgainWithoutLeavingAnythingBehind() throws Exception {
        Engine engine = Engines.at(host.dockerSocket());
        assertThat(engine.<String>ask(EngineOutageIT::version)).isEqualTo(installed);
        long sockets = sockets();
        host.run("systemctl", "stop", "docker.socket", "docker.service");
        for (int i = 0; i < CALLS; i++) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> engine.<String>ask(EngineOutageIT::version));
        }
        assertThat(Engines.health(engine).health().getStatus()).isIn(Status.DOWN, Status.UNKNOWN);
        host.run("systemctl", "start", "docker.socket", "docker.service");
        assertThat(engine.<String>ask(EngineOutageIT::version)).isEqualTo(installed);
        assertThat(Engines.health(engine).health().getStatus()).isEqualTo(Status.UP);
        await().untilAsserted(() -> assertThat(calls()).isZero());
        assertThat(sockets()).isEqualTo(sockets);
    }

    /** A connection that was kept from before would fail the POST, which nobody may send twice. */
    @Test
    void actsAtOnceAfterARestartOfTheEngine() throws Exception {
        Engine engine = Engines.at(host.dockerSocket());
        for (int restart = 0; restart < 3; restart++) {
            assertThat(engine.<String>ask(EngineOutageIT::version)).isEqualTo(installed);
            host.run("systemctl", "reset-failed", "docker.service", "docker.socket");
            host.run("systemctl", "restart", "docker.service");
            engine.act(
                    Duration.ZERO,
                    docker -> docker.createVolumeCmd().withName("after").exec());
            assertThat(host.run("docker", "volume", "rm", "after").strip()).isEqualTo("after");
        }
    }

    @Test
    void givesUpOnAnEngineThatHangsAndLeavesNoThreadBehind() throws Exception {
        Engine engine = Engines.at(URI.create("unix://" + host.dockerSocket()), Duration.ofMillis(200));
        assertThat(engine.<String>ask(Duration.ofSeconds(10), EngineOutageIT::version))
                .isEqualTo(installed);
        host.run("systemctl", "kill", "--signal", "STOP", "docker");
        try (Stream<Integer> numbers = Stream.iterate(0, i -> i + 1).limit(CALLS)) {
            numbers.parallel().forEach(_ -> assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> engine.<String>ask(EngineOutageIT::version))
                    .withMessageEndingWith("no answer within 200 ms"));
        }
        await().untilAsserted(() -> assertThat(calls()).isZero());
        assertThat(Engines.health(engine).health().getStatus()).isEqualTo(Status.DOWN);
        host.run("systemctl", "kill", "--signal", "CONT", "docker");
        assertThat(engine.<String>ask(Duration.ofSeconds(10), EngineOutageIT::version))
                .isEqualTo(installed);
    }

    @Test
    void seesTheThreadsThatItCountsInTheseTests() throws Exception {
        Engine engine = Engines.at(host.dockerSocket());
        host.run("systemctl", "kill", "--signal", "STOP", "docker");
        Thread asking = Thread.ofVirtual().start(() -> assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> engine.<String>ask(EngineOutageIT::version)));
        await().untilAsserted(() -> assertThat(calls()).isOne());
        asking.interrupt();
        await().untilAsserted(() -> assertThat(calls()).isZero());
    }

    private static String version(DockerClient docker) {
        return docker.versionCmd().exec().getVersion();
    }

    /** Counts the virtual threads that wait for the engine. */
    private long calls() throws IOException {
        Path dump = directory.resolve("threads.json");
        Files.deleteIfExists(dump);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
        return Files.readString(dump).split("\"docker-call\"", -1).length - 1L;
    }

    private static long sockets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(EngineOutageIT::isSocket).count();
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
