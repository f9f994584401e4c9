package io.rightlink.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCheckTest {

    @TempDir
    Path home;

    @Test
    void succeedsOnAHostWithoutSystemdAndWithoutDocker() {
        assertThat(SelfCheck.run(List.of(
                        "--rightlink.version=1.2.3",
                        "--rightlink.state-directory=" + home.resolve("state"),
                        "--rightlink.run-directory=" + home.resolve("run"),
                        "--rightlink.systemd.bus-socket=" + home.resolve("no-bus"),
                        "--rightlink.docker.host=unix://" + home.resolve("no-docker.sock"))))
                .isTrue();
    }
}
