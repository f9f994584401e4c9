package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.container.Tables;
import io.rightlink.docker.engine.RecordedEngine;
import io.rightlink.docker.engine.Recording;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(Recording.class)
class RecordedImagesTest extends ImagesContract {

    private static final Instant NOW = Instant.parse("2026-11-22T12:51:40Z");

    @RegisterExtension
    final RecordedEngine recorded;

    @RegisterExtension
    final Tables tables = new Tables();

    private final Recording recording;

    RecordedImagesTest(Recording recording) {
        this.recording = recording;
        this.recorded = new RecordedEngine(recording);
    }

    @Override
    Images images() {
        return new TestImages(recorded.engine(), tables)
                .at(Clock.fixed(NOW, ZoneOffset.UTC))
                .followed();
    }

    @Test
    void saysAsOfWhenTheListIs() {
        assertThat(images().list().asOf()).isEqualTo(NOW);
    }

    @Test
    void showsSizeAndAgeAsTheEngineSaysThem() {
        JsonNode newest = recording.tree("images.json").get(0);
        assertThat(tagged("app:1").sizeBytes()).isEqualTo(newest.get("Size").asLong());
        assertThat(tagged("app:1").createdAt())
                .contains(Instant.ofEpochSecond(newest.get("Created").asLong()));
    }

    @Test
    void showsTheDigestsOfWhatWasPulled() {
        says("\"RepoTags\": [\"nginx:1.27\"], \"RepoDigests\": [\"nginx@sha256:09369da6b1\"], \"Created\": 1");
        assertThat(images().list().items()).singleElement().satisfies(image -> assertThat(image.digests())
                .containsExactly("nginx@sha256:09369da6b1"));
    }

    @Test
    void toleratesAnImageWithoutTagsDigestsOrAge() {
        says("\"Created\": -62135596800");
        assertThat(images().list().items()).singleElement().satisfies(image -> {
            assertThat(image.tags()).isEmpty();
            assertThat(image.digests()).isEmpty();
            assertThat(image.createdAt()).isEqualTo(Optional.empty());
            assertThat(image.containers()).isZero();
        });
    }

    @ParameterizedTest
    @CsvSource({"images,500", "containers,500", "images,503", "containers,503"})
    void doesNotTakeAnErrorForAnEmptyListOrAnUnusedImage(String part, int status) {
        recorded.server().resetAll();
        recorded.tellsNothing();
        recorded.speaks();
        recorded.says(recorded.api() + "/images/json", 200, "[]");
        recorded.says(recorded.api() + "/containers/json", 200, "[]");
        recorded.says(recorded.api() + "/" + part + "/json", status, "{\"message\":\"layer not known\"}");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> images().list())
                .withMessageContaining("Docker failed: layer not known (since ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"Size\": 5}]",
                "[{\"Id\": \"sha256:09\"}]",
                "[{\"Id\": \"sha256:09\", \"Size\": \"big\"}]",
                "[{\"Id\": \"sha256:09\", \"Size\": 5}, nul",
                "[null]",
                "{}",
                "<html>"
            })
    void takesNoListThatMakesNoSenseForTheTruth(String body) {
        recorded.says(recorded.api() + "/images/json", 200, body);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> images().list())
                .withMessageStartingWith("Cannot list the images: ")
                .withMessageContaining("(since ")
                .withMessageNotContaining("because \"");
    }

    private void says(String fields) {
        recorded.says(recorded.api() + "/images/json", 200, "[{\"Id\": \"sha256:09\", \"Size\": 5, " + fields + "}]");
    }
}
