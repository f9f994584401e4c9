package io.rightlink.docker.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.docker.engine.RecordedEngine;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EngineTagsTest {

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @TempDir
    Path state;

    @Test
    void describesTheHost() {
        withTags(tags -> assertThat(tags.list().items())
                .contains("rs_docker:host=[\"CQLT:3FKO:GVGC:5EU4:HS5X:2DQ5:G44W:HUZ2:K2E2:O55A:NJ2O:K2EG\",24105,2]"));
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
                .hasSize(RecordedEngine.tree("images.json").size())
                .anyMatch(tag -> tag.matches("rs_docker:i-[0-9a-f]{64}=\\[\"app:1\",\"app:latest\"]"))
                .anyMatch(tag -> tag.matches("rs_docker:i-[0-9a-f]{64}=\\[]")));
    }

    @Test
    void saysThatItIsIncompleteWhenTheEngineDoesNotDescribeItself() {
        recorded.says(RecordedEngine.API + "/info", 500, "{\"message\":\"storage driver is gone\"}");
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
                RecordedEngine.API + "/containers/" + RecordedEngine.idOf("paused") + "/json",
                500,
                "{\"message\":\"layer not known\"}");
        withTags(tags -> {
            assertThat(tags.list().complete()).isFalse();
            assertThat(tags.list().reason()).contains("layer not known");
        });
    }

    private static String running(String name, String limits) {
        String image = RecordedEngine.tree("container-" + name + ".json")
                .get("Image")
                .asString()
                .replaceFirst("sha256:", "");
        return "rs_docker:c-" + RecordedEngine.idOf(name) + "=[\"/" + name + "\",\"" + image + "\"," + limits + "]";
    }

    private void withTags(Consumer<Tags> use) {
        AssembledAgent.in(state)
                .withPropertyValues("rightlink.docker.host=" + recorded.uri())
                .run(context -> use.accept(context.getBean(Tags.class)));
    }
}
