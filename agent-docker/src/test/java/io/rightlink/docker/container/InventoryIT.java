package io.rightlink.docker.container;

import static io.rightlink.core.testing.OwnResources.sockets;
import static io.rightlink.core.testing.OwnResources.threads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.sun.management.OperatingSystemMXBean;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.Engines;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The table of containers beside a real engine: soon right, and never wrong. */
@Timeout(900)
class InventoryIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private static final Duration OUTAGE = Duration.ofSeconds(Boolean.getBoolean("torture") ? 60 : 5);

    @RegisterExtension
    final Tables tables = new Tables();

    @TempDir
    Path directory;

    private Engine engine;
    private ContainerTable table;

    @BeforeAll
    static void fill() throws Exception {
        host.load(TestbedHost.BUSYBOX);
    }

    @BeforeEach
    void follow() throws Exception {
        host.sh("docker create --name still-created rightlink-testbed/busybox");
        host.sh("docker run --name still-exited rightlink-testbed/busybox sh -c 'exit 3' || true");
        engine = Engines.at(host.dockerSocket());
        table = tables.following(engine, Clock.systemUTC());
    }

    @AfterEach
    void clean() throws Exception {
        host.sh("systemctl reset-failed docker.socket docker.service; systemctl start docker.socket docker.service");
        host.sh("docker rm -f $(docker ps -aq) >/dev/null");
    }

    @Test
    void showsAChangeWithin200Milliseconds() {
        List<Long> millis = new ArrayList<>();
        create("fresh");
        for (int round = 0; round < 10; round++) {
            act(docker -> docker.startContainerCmd("fresh").exec());
            millis.add(until(() -> state("fresh").equals(Optional.of(ContainerState.RUNNING))));
            act(docker -> docker.killContainerCmd("fresh").exec());
            millis.add(until(() -> state("fresh").equals(Optional.of(ContainerState.EXITED))));
        }
        act(docker -> docker.removeContainerCmd("fresh").exec());
        millis.add(until(() -> state("fresh").isEmpty()));
        System.out.println("milliseconds until a change was shown: " + millis);
        assertThat(millis.stream().sorted().toList().get(millis.size() / 2)).isLessThan(200);
    }

    @Test
    void isRightSoonAfterTheEngineWasAway() throws Exception {
        create("running");
        act(docker -> docker.startContainerCmd("running").exec());
        await().atMost(Duration.ofSeconds(5)).until(() -> state("running").equals(Optional.of(ContainerState.RUNNING)));
        host.run("systemctl", "stop", "docker.socket", "docker.service");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> table.list(ContainerFilter.ALL))
                .withMessageContaining("(since "));
        System.out.println("processor time per second of an outage of " + OUTAGE + ": " + processorTimeOf(OUTAGE));
        assertThat(processorTimeOf(Duration.ofSeconds(5))).isLessThan(Duration.ofMillis(50));
        host.run("systemctl", "start", "docker.socket", "docker.service");
        System.out.println("milliseconds until all was right after the return: " + until(this::answers));
        assertThat(shown()).containsExactlyInAnyOrderElementsOf(listed());
        assertThat(table.list(ContainerFilter.ALL).complete()).isTrue();
    }

    @Test
    void leavesNeitherConnectionsNorThreadsBehind() throws Exception {
        assertThat(answers()).isTrue();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> threads("docker-events") == 1 && threads("docker-call") == 0);
        long sockets = sockets();
        for (int outage = 0; outage < 3; outage++) {
            host.run("systemctl", "stop", "docker.socket", "docker.service");
            await().atMost(Duration.ofSeconds(5)).until(() -> !answers());
            host.sh(
                    "systemctl reset-failed docker.socket docker.service; systemctl start docker.socket docker.service");
            await().atMost(Duration.ofSeconds(5)).until(this::answers);
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(threads("docker-events")).isOne();
            assertThat(threads("docker-watch")).isOne();
            assertThat(threads("docker-look")).isZero();
            assertThat(sockets()).isEqualTo(sockets);
        });
    }

    private void create(String name) {
        act(docker -> docker.createContainerCmd(TestbedHost.BUSYBOX)
                .withName(name)
                .withCmd("sleep", "100000")
                .exec());
    }

    private void act(Consumer<DockerClient> action) {
        try {
            engine.act(Duration.ZERO, action);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<ContainerState> state(String name) {
        try {
            return Optional.of(table.find(new ContainerRef(name)).container().state());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Returns how much of a second of a processor this process uses, meanwhile, in a second. */
    private static Duration processorTimeOf(Duration wait) throws InterruptedException {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = process.getProcessCpuTime();
        boolean _ = new CountDownLatch(1).await(wait.toMillis(), TimeUnit.MILLISECONDS);
        return Duration.ofNanos(process.getProcessCpuTime() - before).dividedBy(wait.toSeconds());
    }

    private boolean answers() {
        try {
            return !table.list(ContainerFilter.ALL).items().isEmpty();
        } catch (UnavailableException e) {
            return false;
        }
    }

    private List<String> shown() {
        return table.list(ContainerFilter.ALL).items().stream()
                .map(container -> container.id() + " " + container.name().orElse("") + " "
                        + container.state().label())
                .toList();
    }

    private static List<String> listed() throws Exception {
        return host.sh("docker ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.State}}'")
                .lines()
                .toList();
    }

    private static long until(BooleanSupplier condition) {
        long begun = System.nanoTime();
        await().atMost(Duration.ofSeconds(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(condition::getAsBoolean);
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
