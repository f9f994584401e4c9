package io.rightlink.docker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.testing.Golden;
import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.docker.container.Container.Mount;
import io.rightlink.docker.container.Container.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest
class ContainerControllerTest {

    private static final Instant CREATED = Instant.parse("2026-11-22T12:50:46.123456789Z");

    private static final Container WEB = new Container(
            "5e37c1c8e9f48cac877ecb086c5f98cca39620d9738c249ebc966c5a3008577e",
            Optional.of("web"),
            "nginx:1.27",
            Optional.of("sha256:810d820859b0ab5a1623603a4123b68ff823c49edd8a4f36902b24580aff0be5"),
            ContainerState.RUNNING,
            Optional.of("Up 53 seconds (healthy)"),
            Optional.of("healthy"),
            CREATED,
            Optional.of(CREATED.plusSeconds(1)),
            Optional.empty(),
            Optional.of(0),
            Map.of("tier", "front,edge"),
            List.of(
                    new Port(Optional.of("0.0.0.0"), 80, Optional.of(8080), "tcp"),
                    new Port(Optional.empty(), 443, Optional.empty(), "tcp")),
            List.of("172.19.0.2", "fd00::2"),
            List.of(
                    new Mount(
                            Optional.of("volume"),
                            Optional.of("data"),
                            Optional.of("/var/lib/docker/volumes/data/_data"),
                            "/data",
                            false),
                    new Mount(Optional.of("bind"), Optional.empty(), Optional.of("/etc"), "/host-etc", true)),
            Optional.of(67_108_864L),
            Optional.of(512));

    private static final Container NAMELESS = new Container(
            "60361f10a02133d18a2e102a94c7e8a0d06848c488c84bd81f71f0b2a5490176",
            Optional.empty(),
            "busybox",
            Optional.empty(),
            ContainerState.DEAD,
            Optional.empty(),
            Optional.empty(),
            CREATED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    @Autowired
    private MockMvcTester api;

    @Test
    void listsContainers() throws IOException {
        assertThat(api.get().uri("/v1/containers")).hasStatusOk().satisfies(result -> golden("list", result));
    }

    @Test
    void filtersByAStateAndByALabelWithAComma() {
        assertThat(api.get().uri("/v1/containers?state=running&state=paused&label=tier=front,edge"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[*].name")
                .asArray()
                .containsExactly("web");
        assertThat(api.get().uri("/v1/containers?label=tier=front"))
                .bodyJson()
                .extractingPath("$.items")
                .asArray()
                .isEmpty();
    }

    @Test
    void saysWhichStatesThereAre() throws IOException {
        assertThat(api.get().uri("/v1/containers?state=stopped"))
                .hasStatus(400)
                .satisfies(result -> golden("unknown-state", result));
    }

    @Test
    void refusesALabelWithoutAKey() {
        assertThat(api.get().uri("/v1/containers?label==front")).hasStatus(400);
    }

    @Test
    void showsOneContainer() throws IOException {
        assertThat(api.get().uri("/v1/containers/web")).hasStatusOk().satisfies(result -> golden("one", result));
    }

    @Test
    void saysThatThereIsNone() throws IOException {
        assertThat(api.get().uri("/v1/containers/nosuch"))
                .hasStatus(404)
                .satisfies(result -> golden("not-found", result));
    }

    @Test
    void refusesWhatCannotNameAContainer() throws IOException {
        assertThat(api.get().uri("/v1/containers/-web"))
                .hasStatus(400)
                .satisfies(result -> golden("invalid-ref", result));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "restart", "kill"})
    void acceptsAnActionAsAJob(String action) {
        MvcTestResult result =
                api.post().uri("/v1/containers/web/" + action + "?force=true").exchange();
        assertThat(result).hasStatus(202).hasHeader("Location", "/v1/jobs/job-1");
        assertThat(result).bodyJson().extractingPath("$.kind").isEqualTo("container-" + action);
        assertThat(result).bodyJson().extractingPath("$.result.name").isEqualTo("web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "restart", "kill"})
    void doesNotForceUnlessItIsTold(String action) {
        assertThat(api.post().uri("/v1/containers/web/" + action))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:rightlink:problem:own-container");
    }

    @Test
    void acceptsARemovalAsAJob() {
        MvcTestResult result =
                api.delete().uri("/v1/containers/web?force=true&volumes=true").exchange();
        assertThat(result).hasStatus(202).hasHeader("Location", "/v1/jobs/job-1");
        assertThat(result).bodyJson().extractingPath("$.kind").isEqualTo("container-remove");
        assertThat(result).bodyJson().extractingPath("$.summary").isEqualTo("web with its volumes");
    }

    @Test
    void removesNeitherByForceNorVolumesUnlessItIsTold() {
        assertThat(api.delete().uri("/v1/containers/web"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:rightlink:problem:own-container");
        assertThat(api.delete().uri("/v1/containers/web?force=true"))
                .bodyJson()
                .extractingPath("$.summary")
                .isEqualTo("web");
    }

    private static void golden(String name, MvcTestResult result) throws IOException {
        JsonMapper json = JsonMapper.shared();
        Golden.assertMatches(
                Path.of("src/test/resources/golden/containers", name + ".json"),
                json.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(
                                        json.readTree(result.getResponse().getContentAsString()))
                        + "\n");
    }

    /** Two containers; the agent runs in both. */
    private static final class TwoContainers implements Containers {

        @Override
        public Listing<Container> list(ContainerFilter filter) {
            return new Listing<>(
                    CREATED,
                    false,
                    "Docker failed: layer not known",
                    List.of(WEB, NAMELESS).stream().filter(filter::matches).toList());
        }

        @Override
        public Container get(ContainerRef container) {
            return Optional.of(WEB)
                    .filter(web -> web.name().equals(Optional.of(container.value())))
                    .orElseThrow(() ->
                            new NotFoundException("container-not-found", "No such container: " + container.value()));
        }

        @Override
        public Job act(ContainerRef container, ContainerAction action, boolean force) {
            if (!force) {
                throw new ConflictException("own-container", "Cannot " + action.label() + " container 'web'");
            }
            return new ImmediateJobs()
                    .start("container-" + action.label(), "summary", _ -> JobOutcome.succeeded(get(container)));
        }

        @Override
        public Job remove(ContainerRef container, boolean force, boolean volumes) {
            if (!force) {
                throw new ConflictException("own-container", "Cannot remove container 'web'");
            }
            return new ImmediateJobs()
                    .start(
                            "container-remove",
                            container + (volumes ? " with its volumes" : ""),
                            _ -> new JobOutcome(null, null));
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        ContainerController containerController(JsonMapper json) {
            TwoContainers containers = new TwoContainers();
            return new ContainerController(containers, new ListingJson(containers, json));
        }
    }
}
