package io.rightlink.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.docker.container.Container;
import io.rightlink.docker.container.ContainerFilter;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.image.Image;
import io.rightlink.docker.image.Images;
import io.rightlink.docker.tag.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

/** The whole room beside a real engine through a storm of changes, in the midst of which the engine is restarted. */
@Timeout(900)
class StormIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private static final int STEPS = Boolean.getBoolean("torture") ? 500 : 60;
    private static final int POOL = 8;
    private static final long SEED = 20261122;

    @TempDir
    Path state;

    /** What was answered while the storm went on. */
    private static final class Tally {
        private int complete;
        private int incomplete;
        private int refused;

        @Override
        public String toString() {
            return complete + " complete, " + incomplete + " incomplete, " + refused + " refused";
        }
    }

    @BeforeAll
    static void fill() throws Exception {
        host.load(TestbedHost.BUSYBOX);
        host.sh("docker create --name still-created rightlink-testbed/busybox");
        host.sh("docker run --name still-exited rightlink-testbed/busybox sh -c 'exit 3' || true");
        host.sh("docker tag rightlink-testbed/busybox still:1");
        host.sh("docker create --name storm-limited --memory 32m rightlink-testbed/busybox");
    }

    @Test
    void agreesWithTheEngineAfterwardsAndIsNeverWrongInBetween() {
        AssembledAgent.in(state)
                .withPropertyValues("rightlink.docker.host=unix://" + host.dockerSocket())
                .run(this::storm);
    }

    private void storm(ApplicationContext agent) throws Exception {
        System.out.println("seed " + SEED + ", " + STEPS + " steps");
        Engine engine = agent.getBean(Engine.class);
        for (int i = 0; i < POOL; i++) {
            act(engine, create("storm-" + i));
        }
        CountDownLatch over = new CountDownLatch(1);
        FutureTask<Tally> watching = new FutureTask<>(() -> watchTheUnchanged(agent, over));
        Thread.ofVirtual().start(watching);
        disturb(engine);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> assertAgrees(agent));
        over.countDown();
        System.out.println("answers: " + watching.get());
    }

    private static void disturb(Engine engine) throws Exception {
        Random random = new Random(SEED);
        FutureTask<String> restart = new FutureTask<>(() -> host.run("systemctl", "restart", "docker.service"));
        for (int step = 0; step < STEPS; step++) {
            if (step == STEPS / 2) {
                Thread.ofVirtual().start(restart);
            }
            Consumer<DockerClient> action = anything(random, "storm-" + random.nextInt(POOL));
            try {
                act(engine, action);
            } catch (ProblemException refused) {
                // It isn't there, doesn't run, or the engine is away: that is a storm.
            }
        }
        restart.get();
    }

    private static Consumer<DockerClient> anything(Random random, String name) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> docker -> docker.startContainerCmd(name).exec();
            case 2 -> docker -> docker.stopContainerCmd(name).withTimeout(0).exec();
            case 3 -> docker -> docker.killContainerCmd(name).exec();
            default ->
                docker -> {
                    docker.removeContainerCmd(name).withForce(true).exec();
                    create(name).accept(docker);
                };
        };
    }

    private static Consumer<DockerClient> create(String name) {
        return docker -> docker.createContainerCmd(TestbedHost.BUSYBOX)
                .withName(name)
                .withCmd("sleep", "100000")
                .exec();
    }

    private static void act(Engine engine, Consumer<DockerClient> action) {
        try {
            engine.act(Duration.ZERO, action);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks on and on; each answer must show what nobody touches as it is. */
    private static Tally watchTheUnchanged(ApplicationContext agent, CountDownLatch over) throws InterruptedException {
        Tally tally = new Tally();
        List<String> before = unchanged(agent, tally);
        assertThat(before).hasSize(4);
        while (!over.await(2, TimeUnit.MILLISECONDS)) {
            try {
                assertThat(unchanged(agent, tally)).isEqualTo(before);
            } catch (UnavailableException e) {
                tally.refused++;
            }
        }
        return tally;
    }

    private static List<String> unchanged(ApplicationContext agent, Tally tally) {
        Listing<Container> containers = agent.getBean(Containers.class).list(ContainerFilter.ALL);
        Listing<Image> images = agent.getBean(Images.class).list();
        Listing<String> tags = agent.getBean(Tags.class).list();
        List<String> found = new ArrayList<>();
        containers.items().stream()
                .filter(container -> container.displayName().startsWith("still-"))
                .map(container -> container.id() + container.name() + container.state() + container.exitCode())
                .sorted()
                .forEach(found::add);
        images.items().stream()
                .filter(image -> image.tags().contains("still:1"))
                .forEach(image -> found.add(image.id() + image.tags()));
        tags.items().stream().filter(tag -> tag.contains("still:1")).forEach(found::add);
        if (containers.complete() && images.complete() && tags.complete()) {
            tally.complete++;
        } else {
            tally.incomplete++;
        }
        return found;
    }

    private static void assertAgrees(ApplicationContext agent) throws Exception {
        Listing<Container> containers = agent.getBean(Containers.class).list(ContainerFilter.ALL);
        Listing<String> tags = agent.getBean(Tags.class).list();
        assertThat(containers.complete()).isTrue();
        assertThat(tags.complete()).isTrue();
        assertThat(containers.items().stream()
                        .map(one -> one.id() + " " + one.displayName() + " "
                                + one.state().label()))
                .containsExactlyInAnyOrderElementsOf(
                        lines("docker ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.State}}'"));
        assertThat(tags.items()).containsExactlyInAnyOrderElementsOf(lines("""
                docker info --format '{{.ID}} {{.MemTotal}} {{.NCPU}}' | while read id memory cpus; do
                  echo "rs_docker:host=[\\"$id\\",$((memory / 1048576)),$cpus]"
                done
                docker ps -q --no-trunc | xargs -r docker inspect --format \
                  'rs_docker:c-{{.Id}}=[{{json .Name}},"{{slice .Image 7}}",{{.HostConfig.Memory}},{{.HostConfig.CpuShares}}]'
                docker images -q --no-trunc | sort -u | xargs -r docker inspect --format \
                  'rs_docker:i-{{slice .Id 7}}={{json .RepoTags}}'
                """));
    }

    private static List<String> lines(String command) throws Exception {
        return host.sh(command).lines().toList();
    }
}
