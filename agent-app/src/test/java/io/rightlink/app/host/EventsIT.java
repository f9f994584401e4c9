package io.rightlink.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import io.rightlink.app.EventReader;
import io.rightlink.app.EventReader.Sent;
import io.rightlink.app.RunningAgent;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.docker.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The events of an agent over HTTP, on a real host with a real engine. */
@Timeout(240)
class EventsIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private static final int ROUNDS = Boolean.getBoolean("torture") ? 200 : 10;
    private static final Optional<String> FROM_NOW_ON = Optional.empty();

    @TempDir
    Path home;

    private RunningAgent agent;

    @BeforeEach
    void start() throws Exception {
        if (host.sh("docker images -q rightlink-testbed/busybox").isEmpty()) {
            host.load(TestbedHost.BUSYBOX);
        }
        host.sh("docker create --name there rightlink-testbed/busybox sleep 1000");
        agent = new RunningAgent(
                home,
                "--rightlink.docker.host=unix://" + host.dockerSocket(),
                "--rightlink.systemd.bus-socket=" + host.systemBus());
        Awaitility.await().until(() -> agent.get("/v1/containers").at("/items").size() > 0);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        host.sh("systemctl start docker.socket docker.service; docker ps -aq | xargs -r docker rm -f");
    }

    @Test
    void tellsAChangeOfAContainerWithin200Milliseconds() throws Exception {
        List<Long> millis = new ArrayList<>();
        try (EventReader reader = new EventReader(agent, "?type=container&type=container-removed", FROM_NOW_ON)) {
            for (int round = 0; round < ROUNDS; round++) {
                millis.add(until(reader, container("there", "running"), docker -> docker.startContainerCmd("there")
                        .exec()));
                millis.add(until(reader, container("there", "exited"), docker -> docker.killContainerCmd("there")
                        .exec()));
            }
            millis.add(until(
                    reader,
                    event -> event.type().equals("container-removed"),
                    docker -> docker.removeContainerCmd("there").exec()));
        }
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.println("milliseconds from the engine's answer to the line: median " + sorted.get(sorted.size() / 2)
                + ", longest " + sorted.getLast() + " of " + sorted.size());
        assertThat(sorted.get(sorted.size() / 2)).isLessThan(200);
    }

    @Test
    void tellsAContainerAsTheListShowsIt() throws Exception {
        try (EventReader reader = new EventReader(agent, "", FROM_NOW_ON)) {
            act(docker -> docker.startContainerCmd("there").exec());
            Sent told = reader.next(container("there", "running"));

            assertThat(told.data().path("id"))
                    .isEqualTo(agent.get("/v1/containers/there").path("id"));
            assertThat(told.data().propertyNames())
                    .containsAll(agent.get("/v1/containers/there").propertyNames())
                    .contains("at", "type");
        }
    }

    @Test
    void tellsOnlyWhatChangedWhileTheEngineWasAway() throws Exception {
        host.sh("docker create --name still rightlink-testbed/busybox;"
                + " docker run -d --name dies rightlink-testbed/busybox sleep 1000");
        Awaitility.await().until(() -> agent.get("/v1/containers").at("/items").size() == 3);
        try (EventReader reader = new EventReader(agent, "?type=container", FROM_NOW_ON)) {
            host.run("systemctl", "stop", "docker.socket", "docker.service");
            host.run("systemctl", "start", "docker.socket", "docker.service");

            List<String> names = new ArrayList<>();
            reader.next(event ->
                    names.add(event.text("name")) && container("dies", "exited").test(event));
            act(docker -> docker.startContainerCmd("there").exec());
            reader.next(event -> names.add(event.text("name"))
                    && container("there", "running").test(event));
            assertThat(names).as("nothing of what is as before").containsOnly("dies", "there");
        }
    }

    @Test
    void tellsThatAnImageIsTaggedAndGone() throws Exception {
        try (EventReader reader = new EventReader(agent, "?type=image&type=image-removed", FROM_NOW_ON)) {
            host.run("docker", "tag", "rightlink-testbed/busybox", "other:1");
            assertThat(reader.next(_ -> true).data().path("tags").toString()).contains("other:1");
            host.run("docker", "rmi", "other:1");
            assertThat(reader.next(_ -> true).data().path("tags").toString()).doesNotContain("other:1");
        }
    }

    @Test
    void tellsTheStatesOfAUnitThatIsMadeAndGoes() throws Exception {
        agent.get("/v1/units");
        try (EventReader reader = new EventReader(agent, "?type=unit", FROM_NOW_ON)) {
            host.run("systemd-run", "--unit=brief", "sleep", "1000");
            long running = System.nanoTime();
            Sent up = reader.next(unit("brief.service", "active"));
            assertThat(up.text("subState")).isEqualTo("running");
            host.run("systemctl", "stop", "brief.service");
            long stopped = System.nanoTime();
            Sent down = reader.next(unit("brief.service", "inactive"));
            assertThat(down.text("subState")).isEqualTo("dead");
            System.out.println("milliseconds from systemctl's end to the line: "
                    + Duration.ofNanos(up.nanos() - running).toMillis() + ", "
                    + Duration.ofNanos(down.nanos() - stopped).toMillis());
        }
    }

    private static Predicate<Sent> unit(String name, String state) {
        return event ->
                event.text("name").equals(name) && event.text("activeState").equals(state);
    }

    /** Returns the milliseconds from the engine's answer until the event was read; 0 if it was read before. */
    private long until(EventReader reader, Predicate<Sent> wanted, Consumer<DockerClient> change) throws Exception {
        act(change);
        long answered = System.nanoTime();
        return Math.max(
                0, Duration.ofNanos(reader.next(wanted).nanos() - answered).toMillis());
    }

    private void act(Consumer<DockerClient> change) throws InterruptedException {
        agent.context().getBean(Engine.class).act(Duration.ZERO, change);
    }

    private static Predicate<Sent> container(String name, String state) {
        return event -> event.text("name").equals(name) && event.text("state").equals(state);
    }
}
