package io.rightlink.docker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.Rootfs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** On files that were recorded in a container of the testbed (with the host's network, and its root at /host), and outside. */
class OwnContainerTest {

    @Test
    void isFoundByTheFilesThatTheEngineMountsAndNotByThoseOfTheHostBelow() {
        assertThat(find("container").id()).contains("357ccd93c1e37d8b2d531a7320a6cabafb37c138f6145e5efbd1af9423d5a716");
    }

    @Test
    void isFoundByItsCgroupWhereTheMountsSayNothing() {
        assertThat(find("cgroup-only").id())
                .contains("84aadb40d4285352519fd37b2ac33c480de5baacb7c8f36abd62be7ce71b9d76");
    }

    @Test
    void isNoneOnTheHost() {
        assertThat(find("host").id()).isEmpty();
    }

    @Test
    void isNoneWithoutProc() {
        assertThat(find("nowhere").id()).isEmpty();
    }

    private static OwnContainer find(String recorded) {
        return OwnContainer.find(new Rootfs(Path.of("src/test/resources/own", recorded)));
    }
}
