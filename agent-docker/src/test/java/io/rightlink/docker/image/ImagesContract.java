package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of an engine's images after {@code engines/containers.sh}, recorded or real. */
abstract class ImagesContract {

    abstract Images images();

    @Test
    void showsWhatDockerImagesShows() {
        assertThat(images().list().complete()).isTrue();
        assertThat(images().list().items())
                .extracting(Image::tags)
                .as("two names of one image, a dangling one, and no layer between")
                .containsExactlyInAnyOrder(
                        List.of("app:1", "app:latest"), List.of(), List.of("rightlink-testbed/busybox:latest"));
    }

    @Test
    void countsTheContainersInWhateverState() {
        assertThat(tagged("rightlink-testbed/busybox:latest").containers()).isEqualTo(7);
        assertThat(tagged("app:1").containers()).isZero();
        assertThat(images().list().items())
                .filteredOn(image -> image.tags().isEmpty())
                .singleElement()
                .satisfies(dangling -> assertThat(dangling.containers()).isEqualTo(1));
    }

    @Test
    void showsNoDigestOfWhatWasNeverPulled() {
        assertThat(images().list().items())
                .allSatisfy(image -> assertThat(image.digests()).isEmpty());
    }

    @Test
    void showsIdSizeAndAge() {
        assertThat(images().list().items()).allSatisfy(image -> {
            assertThat(image.id()).matches("sha256:[0-9a-f]{64}");
            assertThat(image.sizeBytes()).isBetween(1_000_000L, 10_000_000L);
            assertThat(image.createdAt()).isPresent();
        });
    }

    final Image tagged(String tag) {
        return images().list().items().stream()
                .filter(image -> image.tags().contains(tag))
                .findFirst()
                .orElseThrow();
    }
}
