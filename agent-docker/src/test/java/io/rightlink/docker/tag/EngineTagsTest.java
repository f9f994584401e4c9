package io.rightlink.docker.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.docker.engine.RecordedEngine;
import io.rightlink.docker.engine.Recording;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Recording.class)
class EngineTagsTest {

    @RegisterExtension
    final RecordedEngine recorded;

    @TempDir
    Path state;

    private final Recording recording;

    EngineTagsTest(Recording recording) {
        this.recording = recording;
        this.recorded = new RecordedEngine(recording);
    }

    @Test
    void describesTheHost() {
        String id = recording.tree("info.json").get("ID").asString();
        withTags(tags -> assertThat(tags.list().items()).contains("rs_docker:host=[\"" + id + "\",24105,2]"));
    }

    @Test
    void hasATagForEveryContainerThatRunsAndForNoOther() {
        withTags(tags -> assertThat(tags.list().items())
                .filteredOn(tag -> tag.startsWith("rs_docker:c-"))
                .containsExactlyInAnyOrder(
                        running("web", "64,512"), running("paused", "0,0"), running("oldapp", "0,0")));
    }

    @Test
    void hasATagForEveryImageWithAllItsReferences() {
        withTags(tags -> assertThat(tags.list().items())
                .filteredOn(tag -> tag.startsWith("rs_docker:i-"))
                .hasSize(recording.tree("images.json").size())
                .anyMatch(tag -> tag.matches("rs_docker:i-[0-9a-f]{64}=\\[\"app:1\",\"app:latest\"]"))
                .anyMatch(tag -> tag.matches("rs_docker:i-[0-9a-f]{64}=\\[]")));
    }

    @Test
    void saysThatItIsIncompleteWhenTheEngineDoesNotDescribeItself() {
        recorded.says(recorded.api() + "/info", 500, "{\"message\":\"storage driver is gone\"}");
        withTags(tags -> {
            Listing<String> all = tags.list();
            assertThat(all.complete()).isFalse();
            assertThat(all.reason())
                    .startsWith("Cannot describe the engine: Docker failed: storage driver is gone (since ");
            assertThat(all.items())
                    .noneMatch(tag -> tag.startsWith("rs_docker:host"))
                    .hasSizeGreaterThan(3);
        });
    }

    @Test
    void saysThatItIsIncompleteWhenAContainerIs() {
        recorded.says(
                recorded.api() + "/containers/" + recording.idOf("paused") + "/json",
                500,
                "{\"message\":\"layer not known\"}");
        withTags(tags -> {
            assertThat(tags.list().complete()).isFalse();
            assertThat(tags.list().reason()).contains("layer not known");
        });
    }

    private String running(String name, String limits) {
        String image = recording.container(name).get("Image").asString().replaceFirst("sha256:", "");
        return "rs_docker:c-" + recording.idOf(name) + "=[\"/" + name + "\",\"" + image + "\"," + limits + "]";
    }

    private void withTags(Consumer<Tags> use) {
        AssembledAgent.in(state)
                .withPropertyValues("rightlink.docker.host=" + recorded.uri())
                .run(context -> use.accept(context.getBean(Tags.class)));
    }
}
