package io.rightlink.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootfsTest {

    @TempDir
    Path root;

    private Rootfs rootfs;

    @BeforeEach
    void mount() {
        rootfs = new Rootfs(root);
    }

    @Test
    void findsTheHostsFilesBelowItsRoot() {
        assertThat(rootfs.resolve("/proc/stat")).isEqualTo(root.resolve("proc/stat"));
        assertThat(new Rootfs(Path.of("/")).resolve("/proc/stat")).isEqualTo(Path.of("/proc/stat"));
    }

    @Test
    void tellsWhetherTheAgentIsInAContainer() {
        assertThat(rootfs.inContainer()).isTrue();
        assertThat(new Rootfs(Path.of("/")).inContainer()).isFalse();
    }

    @Test
    void readsAFileWholeAndTellsAMissingOneFromAnEmptyOne() throws IOException {
        Files.writeString(root.resolve("name"), "Größe\n");
        Files.createFile(root.resolve("empty"));

        assertThat(rootfs.read("/name")).contains("Größe\n");
        assertThat(rootfs.read("/empty")).contains("");
        assertThat(rootfs.read("/missing")).isEmpty();
        assertThat(rootfs.read("/no/such/directory")).isEmpty();
    }

    @Test
    void readsWhatIsNotUtf8() throws IOException {
        Files.write(root.resolve("latin"), new byte[] {'a', (byte) 0xe9, 'b'});

        assertThat(rootfs.read("/latin")).contains("a\ufffdb");
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        Files.createDirectory(root.resolve("directory"));

        assertThatThrownBy(() -> rootfs.read("/directory"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(root.resolve("directory").toString());
    }

    @Test
    void followsALinkWithinTheHostRatherThanIntoItsOwnFiles() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("passwd-of-the-host"), "the host's");
        Files.createSymbolicLink(root.resolve("etc/absolute"), Path.of("/passwd-of-the-host"));
        Files.createSymbolicLink(root.resolve("etc/relative"), Path.of("../passwd-of-the-host"));
        Files.createSymbolicLink(root.resolve("etc/dangling"), Path.of("/etc/hostname"));

        assertThat(rootfs.read("/etc/absolute")).contains("the host's");
        assertThat(rootfs.read("/etc/relative")).contains("the host's");
        assertThat(rootfs.read("/etc/dangling")).isEmpty();
    }

    @Test
    void readsAllOfASysctl() {
        assertThat(new Rootfs(Path.of("/")).read("/proc/sys/fs/file-nr"))
                .hasValueSatisfying(text -> assertThat(text).matches("\\d+\t\\d+\t\\d+\n"));
    }
}
