package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.DeviceNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks like a reboot and is none, like the host's end and is none, and what gets in the way of it. */
class DoubtfulBootTest {

    @TempDir
    Path directory;

    private BootedHost host;

    @BeforeEach
    void install() throws IOException {
        host = new BootedHost(directory);
        host.script("up", "");
        host.script("dump", "");
        host.script("leave", "");
        host.template("{Boot: [up], Decommission: [dump, leave]}");
    }

    @Test
    void doesNotTrustATmpfsThatTheEngineMountsForAContainer() throws IOException {
        Files.writeString(
                directory.resolve("root/proc/1/mountinfo"),
                "343 42 " + DeviceNumber.of(directory.resolve("run"))
                        + " / /var/lib/docker/volumes/run/_data rw shared:95 - tmpfs tmpfs rw\n");
        host.play(BootedHost::settled);
        host.emptyRunDirectory();
        host.play(BootedHost::settled);

        assertThat(host.marks()).containsExactly("up");
    }
}
