package io.rightlink.docker.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.core.DockerClientConfig;
import io.rightlink.docker.engine.RecordedEngine;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class InspectionTest {

    @Test
    void showsAContainerWithoutAName() {
        Container container = web(listed -> listed.putNull("Names"), details -> details.put("Name", ""))
                .toContainer();
        assertThat(container.name()).isEmpty();
        assertThat(container.displayName()).isEqualTo(container.id().substring(0, 12));
    }

    @Test
    void namesAWorkloadWithoutANameByItsShortId() {
        assertThat(web(_ -> {}, details -> details.put("Name", "/")).toWorkload())
                .hasValueSatisfying(workload ->
                        assertThat(workload.name()).isEqualTo(workload.id().substring(0, 12)));
    }

    @Test
    void takesTheNameAndNotALinkOfALegacyLinkedContainer() {
        Inspection outline = new Inspection(
                listed(line -> line.putArray("Names").add("/proxy/backend").add("/web")), Optional.empty());
        assertThat(outline.toContainer().name()).contains("web");
    }

    @Test
    void believesTheDetailsWhereTheListLagsBehind() {
        Container container = web(_ -> {}, details -> ((ObjectNode) details.get("State")).put("Status", "dead"))
                .toContainer();
        assertThat(container.state()).isEqualTo(ContainerState.DEAD);
        assertThat(container.status()).as("the list says Up 53 seconds").isEmpty();
    }

    @Test
    void showsAStateThatItHasNotHeardOf() {
        assertThat(web(_ -> {}, details -> ((ObjectNode) details.get("State")).put("Status", "hibernating"))
                        .toContainer()
                        .state())
                .isEqualTo(ContainerState.UNKNOWN);
    }

    @Test
    void showsIpv6AddressesAfterIpv4AndNetworksInTheOrderOfTheirNames() {
        Container container = web(_ -> {}, details -> {
                    ObjectNode networks =
                            (ObjectNode) details.get("NetworkSettings").get("Networks");
                    networks.putObject("alpha").put("IPAddress", "10.1.0.9").put("GlobalIPv6Address", "fd00::9");
                })
                .toContainer();
        assertThat(container.addresses()).containsExactly("10.1.0.9", "fd00::9", "172.19.0.2");
    }

    @Test
    void showsAPortOnEveryAddressThatItIsPublishedOn() {
        Container container = web(_ -> {}, details -> {
                    ObjectNode ports = ((ObjectNode) details.get("NetworkSettings")).putObject("Ports");
                    ports.putArray("53/udp").addObject().put("HostIp", "::").put("HostPort", "5353");
                    ports.withArray("53/udp")
                            .addObject()
                            .put("HostIp", "0.0.0.0")
                            .put("HostPort", "5353");
                })
                .toContainer();
        assertThat(container.ports())
                .containsExactly(
                        new Container.Port(Optional.of("0.0.0.0"), 53, Optional.of(5353), "udp"),
                        new Container.Port(Optional.of("::"), 53, Optional.of(5353), "udp"));
    }

    @Test
    void readsTimesToTheNanosecondAndWithAZone() {
        Container container = web(_ -> {}, details -> details.put("Created", "2026-11-22T13:50:46.123456789+01:00"))
                .toContainer();
        assertThat(container.createdAt()).isEqualTo(Instant.parse("2026-11-22T12:50:46.123456789Z"));
    }

    @Test
    void toleratesAnEngineThatLeavesOutWhatItHasNotGot() {
        Container container = web(
                        listed -> listed.putNull("Labels").putNull("ImageID").putNull("NetworkSettings"), details -> {
                            details.putNull("NetworkSettings").putNull("Mounts").remove("RestartCount");
                        })
                .toContainer();
        assertThat(container.labels()).isEmpty();
        assertThat(container.imageId()).isEmpty();
        assertThat(container.ports()).isEmpty();
        assertThat(container.addresses()).isEmpty();
        assertThat(container.mounts()).isEmpty();
        assertThat(container.restartCount()).isEmpty();
    }

    @Test
    void saysBridgeForTheDefaultNetwork() {
        assertThat(web(_ -> {}, details -> ((ObjectNode) details.get("HostConfig")).put("NetworkMode", "default"))
                        .toWorkload())
                .hasValueSatisfying(
                        workload -> assertThat(workload.networkMode()).isEqualTo("bridge"));
    }

    @Test
    void isNoWorkloadWithoutAProcess() {
        assertThat(web(_ -> {}, details -> ((ObjectNode) details.get("State")).put("Pid", 0))
                        .toWorkload())
                .isEmpty();
    }

    private static Inspection web(Consumer<ObjectNode> listed, Consumer<ObjectNode> details) {
        ObjectNode inspection = (ObjectNode) RecordedEngine.tree("container-web.json");
        details.accept(inspection);
        return new Inspection(listed(listed), Optional.of(read(inspection, InspectContainerResponse.class)));
    }

    private static com.github.dockerjava.api.model.Container listed(Consumer<ObjectNode> change) {
        ObjectNode line = (ObjectNode) StreamSupport.stream(
                        RecordedEngine.tree("containers.json").spliterator(), false)
                .filter(candidate -> candidate.get("Names").get(0).asString().equals("/web"))
                .findFirst()
                .orElseThrow();
        change.accept(line);
        return read(line, com.github.dockerjava.api.model.Container.class);
    }

    private static <T> T read(JsonNode json, Class<T> type) {
        try {
            return DockerClientConfig.getDefaultObjectMapper().readValue(json.toString(), type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
