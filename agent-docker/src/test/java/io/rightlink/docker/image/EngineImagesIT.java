package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.container.Tables;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.EngineWatch;
import io.rightlink.docker.engine.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
        Engine engine = Engines.at(host.dockerSocket());
        EngineWatch watch = Engines.watch(engine, Clock.systemUTC());
        Containers containers = Tables.containers(engine, watch, Clock.systemUTC(), new ImmediateJobs());
        Images images = new EngineImages(engine, watch, containers, Clock.systemUTC());
        tables.started(watch);
        return images;
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
