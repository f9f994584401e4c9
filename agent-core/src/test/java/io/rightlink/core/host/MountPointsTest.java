package io.rightlink.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountPointsTest {

    private static final Path TOP = Path.of("/state/runs");

    @TempDir
    Path root;

    @Test
    void findsWhatIsMountedAtAFileBelowItAndOnTheWayToIt() throws IOException {
        mounts("""
                22 1 254:1 / / rw,noatime shared:1 - ext4 /dev/vda1 rw
                30 22 254:1 /srv/state /state rw - ext4 /dev/vda1 rw
                31 30 254:2 / /state/runs rw - ext4 /dev/vdb rw
                32 31 254:3 / /state/runs/one/work/m rw - ext4 /dev/vdc rw
                """);

        assertThat(around("one/work/m")).contains("/state/runs/one/work/m");
        assertThat(around("one")).contains("/state/runs/one/work/m");
        assertThat(around("one/work/m/data/file")).contains("/state/runs/one/work/m");
        assertThat(around("one/script")).isEmpty();
        assertThat(around("one/work/m2")).isEmpty();
        assertThat(around("on")).isEmpty();
        assertThat(around("two")).isEmpty();
    }

    @Test
    void knowsNamesThatTheKernelEscapes() throws IOException {
        mounts("""
                22 1 254:1 / / rw - ext4 /dev/vda1 rw
                31 22 254:2 / /state/runs/one/a\\040b\\011c\\012d\\134e\rf\u00a0ü rw - ext4 /dev/vdb rw
                """);

        assertThat(around("one/a b\tc\nd\\e\rf\u00a0ü")).isPresent();
    }

    @Test
    void saysThatMountsCannotBeTold() throws IOException {
        assertThatIOException().isThrownBy(this::read).withMessageContaining("/proc/self/mountinfo");
        mounts("");
        assertThatIOException().isThrownBy(this::read).withMessageContaining("too early");
        mounts("22 1 254:1 / / rw - ext4 /dev/vda1 rw\n31 22 254:2 / /state/ru");
        assertThatIOException().isThrownBy(this::read).withMessageContaining("/state/ru");
        Files.delete(root.resolve("proc/self/mountinfo"));
        Files.createDirectory(root.resolve("proc/self/mountinfo"));
        assertThatIOException().isThrownBy(this::read).withMessageContaining("Cannot read");
    }

    @Test
    void readsThoseOfThisHost() throws IOException {
        MountPoints here = MountPoints.read(new Rootfs(Path.of("/")));

        assertThat(here.around(Path.of(""), Path.of("/proc"))).contains("/proc");
    }

    private Optional<String> around(String file) throws IOException {
        return read().around(TOP, TOP.resolve(file));
    }

    private MountPoints read() throws IOException {
        return MountPoints.read(new Rootfs(root));
    }

    private void mounts(String text) throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/mountinfo"), text);
    }
}
