package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.docker.container.Tables;
import io.rightlink.docker.engine.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EngineImagesIT extends ImagesContract {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @RegisterExtension
    final Tables tables = new Tables();

    @BeforeAll
    static void fill() throws Exception {
        host.load(TestbedHost.BUSYBOX);
        host.sh(Files.readString(Path.of("src/test/resources/engines/containers.sh")));
    }

    @AfterAll
    static void release() throws Exception {
        host.sh(Files.readString(Path.of("src/test/resources/engines/release.sh")));
    }

    @Override
    Images images() {
        return new TestImages(Engines.at(host.dockerSocket()), tables).followed();
    }

    @Test
    void showsTheImagesThatDockerImagesShowsAndNoLayerBetween() throws Exception {
        assertThat(images().list().items())
                .extracting(Image::id)
                .containsExactlyInAnyOrderElementsOf(
                        host.sh("docker images -q --no-trunc | sort -u").lines().toList());
        assertThat(host.sh("docker images -aq --no-trunc | sort -u").lines())
                .as("there is one to leave out")
                .hasSizeGreaterThan(images().list().items().size());
    }

    @Test
    void showsTheSizesThatDockerInspectShows() throws Exception {
        assertThat(images().list().items())
                .extracting(image -> image.id() + " " + image.sizeBytes())
                .containsExactlyInAnyOrderElementsOf(
                        host.sh("docker inspect --format '{{.Id}} {{.Size}}' $(docker images -q --no-trunc | sort -u)")
                                .lines()
                                .toList());
    }
}
