package io.rightlink.docker.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.testing.EnduringPlacementContract;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.docker.engine.Engines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class ImagePlacementIT extends EnduringPlacementContract {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    /** An image that has all that a run must be spared: an entrypoint, a user, variables, a volume, a health check. */
    private static final String LOADED = """
            FROM rightlink-testbed/busybox
            ENV FROM_IMAGE=1 PATH=/nowhere
            USER 1234
            WORKDIR /tmp
            VOLUME /data
            HEALTHCHECK --interval=1s CMD touch /data/checked
            ENTRYPOINT ["/bin/false"]
            CMD ["x"]
            """;

    @BeforeAll
    static void load() throws Exception {
        host.load(TestbedHost.BUSYBOX);
        Files.writeString(host.shared().resolve("Dockerfile"), LOADED);
        host.sh("cd /srv/shared && docker build -q -t loaded -f Dockerfile . ");
    }

    @Override
    protected Placement placement() {
        Path state = state();
        AgentSettings settings = new AgentSettings("1.2.3", "/", state, onHost(), state.resolve("run"));
        return new ImagePlacement(Engines.at(host.dockerSocket()), settings, Duration.ofSeconds(2));
    }

    @Override
    protected Path state() {
        return host.shared().resolve("rightlink");
    }

    @Override
    protected Path seen(Path file) {
        return onHost().resolve(state().relativize(file));
    }

    @Override
    protected Optional<String> detail() {
        return Optional.of("loaded:latest");
    }

    @Override
    protected void leaveNothing() throws Exception {
        assertThat(host.sh("docker ps -aq; docker volume ls -q")).isEmpty();
    }

    @Test
    void runsAsRootWithoutTheImagesHealthCheck() throws Exception {
        assertThat(outputOf(sh("", "id -u; sleep 2.5; ls /data; echo end"))).isEqualTo("0\nend\n");
    }

    @Test
    void saysThatAnImageHasToBePulledFirst() {
        Launch launch = ofImage(id(), "no/such:thing");

        assertThatThrownBy(() -> start(launch))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no image 'no/such:thing'")
                .hasMessageContaining("POST /v1/images/pull");
    }

    @Test
    void removesWhatWasCreatedAndIsNeverStarted() throws Exception {
        host.sh("docker create --name rightlink-run-" + id() + " --label io.rightlink.run=" + id()
                + " rightlink-testbed/busybox touch /srv/shared/ran");

        Running found = placement().find(id(), home().resolve("output.raw")).orElseThrow();
        CompletableFuture<Exit> exit = inBackground(found);

        assertThat(outputOf(found)).isEmpty();
        assertThat(exit.get(60, TimeUnit.SECONDS)).isEqualTo(Exit.unknown());
        assertThat(placement().kept()).isEmpty();
    }

    @Test
    void waitsForAStartThatIsOnItsWay() throws Exception {
        String name = "rightlink-run-" + id();
        host.sh("docker create --name " + name + " --label io.rightlink.run=" + id()
                + " rightlink-testbed/busybox sh -c 'echo begun; exit 5'");
        Running found = placement().find(id(), home().resolve("output.raw")).orElseThrow();
        CompletableFuture<Exit> exit = inBackground(found);

        TimeUnit.SECONDS.sleep(1);
        host.sh("docker start " + name);

        assertThat(exit.get(60, TimeUnit.SECONDS).code()).hasValue(5);
        assertThat(outputOf(found)).isEqualTo("begun\n");
        found.release();
    }

    @Test
    void leavesAContainerAloneThatIsCalledLikeARun() throws Exception {
        String name = "rightlink-run-" + id();
        host.sh("docker create --name " + name + " rightlink-testbed/busybox true");

        assertThat(placement().find(id(), home().resolve("output.raw"))).isEmpty();
        assertThat(placement().kept()).isEmpty();
        assertThatThrownBy(() -> sh("", "true")).isInstanceOf(IOException.class).hasMessageContaining("already");
        host.sh("docker rm " + name);
    }

    @Test
    void knowsNotHowItEndedWhenSomebodyElseRemovedIt() throws Exception {
        Running running = sh("", "echo begun; exec sleep 1000");
        CompletableFuture<Exit> exit = inBackground(running);
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("begun");

        host.sh("docker rm -fv rightlink-run-" + id());

        assertThat(exit.get(60, TimeUnit.SECONDS).succeeded()).isFalse();
        assertThat(output.readLine()).isNull();
    }

    @Test
    void tellsTheEndOfWhatAnEngineEndedThatWasRestarted() throws Exception {
        Running running = sh("", "echo begun; trap 'echo asked; exit 6' TERM; while :; do sleep 0.05; done");
        CompletableFuture<Exit> exit = inBackground(running);
        BufferedReader output = reader(running);
        assertThat(output.readLine()).isEqualTo("begun");

        host.sh("systemctl restart docker.service");

        assertThat(exit.get(60, TimeUnit.SECONDS).isKnown()).isTrue();
        assertThat(output.lines().filter(line -> !line.equals("Terminated"))).containsExactly("asked");
    }

    @Test
    void letsGoOfItsReaderWhenItIsClosed() throws Exception {
        Running running = sh("", "echo begun; exec sleep 1000");
        InputStream output = running.output();
        assertThat(output.readNBytes(6)).hasSize(6);
        CompletableFuture<Integer> end = new CompletableFuture<>();
        Thread reader = Thread.ofPlatform().daemon().start(() -> {
            try {
                end.complete(output.read());
            } catch (IOException e) {
                end.completeExceptionally(e);
            }
        });
        TimeUnit.MILLISECONDS.sleep(500);

        output.close();

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
        assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void startsNothingWhereThereIsNoDocker() {
        Path none = state().resolve("docker.sock");
        AgentSettings settings = new AgentSettings("1.2.3", "/", state(), null, state().resolve("run"));
        Placement placement = new ImagePlacement(Engines.at(none), settings);

        assertThat(placement.kept()).isEmpty();
        assertThatThrownBy(() -> placement.start(ofImage(id(), "loaded"))).isInstanceOf(IOException.class);
    }

    private Launch ofImage(String id, String image) {
        return new Launch(
                id,
                List.of("/bin/true"),
                Map.of(),
                work(),
                home().resolve("output.raw"),
                Duration.ofMinutes(1),
                Optional.of(image));
    }

    private static Path onHost() {
        return TestbedHost.SHARED.resolve("rightlink");
    }
}
