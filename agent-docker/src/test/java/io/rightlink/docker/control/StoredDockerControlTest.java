package io.rightlink.docker.control;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.core.workload.Workloads;
import io.rightlink.docker.container.ContainerAction;
import io.rightlink.docker.container.ContainerFilter;
import io.rightlink.docker.container.ContainerRef;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.engine.RecordedEngine;
import io.rightlink.docker.image.Images;
import io.rightlink.docker.tag.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

@Timeout(60)
class StoredDockerControlTest {

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @TempDir
    Path state;

    @Test
    void doesAllUntilItIsToldOtherwise() {
        withAgent(agent -> {
            assertThat(agent.getBean(DockerControl.class).level()).isEqualTo(DockerLevel.ALL);
            assertThat(agent.getBean(Workloads.class).monitored()).isTrue();
        });
    }

    @Test
    void hasNothingMeasuredForTagsAlone() {
        withAgent(agent -> {
            agent.getBean(DockerControl.class).set(DockerLevel.TAGS);
            assertThat(agent.getBean(Workloads.class).monitored()).isFalse();
            assertThat(agent.getBean(Workloads.class).running()).isNotEmpty();
            assertThat(agent.getBean(Tags.class).list().complete()).isTrue();
        });
    }

    @Test
    void leavesTheEngineAloneWhenItIsSwitchedOff() {
        withAgent(agent -> {
            assertThat(list(agent)).isPositive();
            agent.getBean(DockerControl.class).set(DockerLevel.NONE);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertOff(agent));
            recorded.server().resetRequests();
            assertOff(agent);
            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(6)).untilAsserted(() -> recorded.server()
                    .verify(0, anyRequestedFor(anyUrl())));
        });
    }

    @Test
    void knowsEverythingAgainAsSoonAsItIsSwitchedOn() {
        withAgent(agent -> {
            DockerControl control = agent.getBean(DockerControl.class);
            int all = list(agent);
            for (int i = 0; i < 5; i++) {
                control.set(DockerLevel.NONE);
                await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertOff(agent));
                control.set(DockerLevel.ALL);
                assertThat(list(agent)).isEqualTo(all);
            }
        });
    }

    @Test
    void isKeptOverRestarts() {
        withAgent(agent -> {
            assertThat(list(agent)).isPositive();
            agent.getBean(DockerControl.class).set(DockerLevel.NONE);
        });
        recorded.server().resetRequests();
        withAgent(agent -> {
            assertThat(agent.getBean(DockerControl.class).level()).isEqualTo(DockerLevel.NONE);
            assertOff(agent);
            recorded.server().verify(0, anyRequestedFor(anyUrl()));
            agent.getBean(DockerControl.class).set(DockerLevel.TAGS);
        });
        withAgent(agent -> {
            assertThat(agent.getBean(DockerControl.class).level()).isEqualTo(DockerLevel.TAGS);
            assertThat(list(agent)).isPositive();
        });
    }

    @Test
    void knowsNoOtherLevels() {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> DockerLevel.ofLabel("ALL"))
                .withMessage("Cannot set enable_docker to 'ALL': there are none, tags and all");
    }

    private static void assertOff(ApplicationContext agent) {
        ContainerRef web = new ContainerRef("web");
        Containers containers = agent.getBean(Containers.class);
        assertOff(() -> containers.list(ContainerFilter.ALL));
        assertOff(() -> containers.get(web));
        assertOff(() -> containers.act(web, ContainerAction.STOP, true));
        assertOff(() -> agent.getBean(Images.class).list());
        assertOff(() -> agent.getBean(Tags.class).list());
        assertOff(() -> agent.getBean(Workloads.class).running());
        assertThat(agent.getBean("dockerHealthIndicator", HealthIndicator.class).health())
                .matches(health -> health != null && health.getStatus().equals(Status.UNKNOWN));
    }

    private static void assertOff(ThrowingCallable call) {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(call)
                .withMessageStartingWith("Docker is switched off (enable_docker=none)");
    }

    private static int list(ApplicationContext agent) {
        return agent.getBean(Containers.class).list(ContainerFilter.ALL).items().size();
    }

    private void withAgent(Consumer<ApplicationContext> use) {
        AssembledAgent.in(state)
                .withPropertyValues("rightlink.docker.host=" + recorded.uri())
                .run(use::accept);
    }
}
