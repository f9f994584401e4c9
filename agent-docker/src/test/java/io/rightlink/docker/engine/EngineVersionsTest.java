package io.rightlink.docker.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.github.dockerjava.api.model.Container;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Engines of several versions, as they were recorded. */
@ParameterizedClass
@EnumSource(Recording.class)
class EngineVersionsTest {

    @RegisterExtension
    final RecordedEngine recorded;

    private final Recording recording;

    EngineVersionsTest(Recording recording) {
        this.recording = recording;
        this.recorded = new RecordedEngine(recording);
    }

    @Test
    void areAskedInTheNewestVersionThatBothSpeak() {
        List<Container> listed = recorded.engine()
                .ask(docker -> docker.listContainersCmd().withShowAll(true).exec());
        assertThat(listed).hasSize(8);
        recorded.server().verify(getRequestedFor(urlPathEqualTo(recording.api() + "/containers/json")));
    }

    @Test
    void describeThemselves() {
        EngineDescription described = recorded.engine().describe();
        JsonNode version = recording.tree("version.json");
        JsonNode info = recording.tree("info.json");
        assertThat(described.id()).contains(info.get("ID").asString());
        assertThat(described.memoryBytes()).contains(info.get("MemTotal").asLong());
        assertThat(described.cpus()).contains(info.get("NCPU").asInt());
        assertThat(described.details())
                .contains(
                        entry("version", version.get("Version").asString()),
                        entry("apiVersion", version.get("ApiVersion").asString()),
                        entry("minApiVersion", version.get("MinAPIVersion").asString()),
                        entry("storageDriver", "overlay2"),
                        entry("cgroupVersion", "1"),
                        entry("liveRestore", false));
    }
}
