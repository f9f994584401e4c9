package io.rightlink.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.testing.BindMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the same file system all of it, where no device number tells a mount. */
class FileTreesTest {

    @TempDir
    Path directory;

    private Path top;
    private Path volume;
    private Path precious;

    @BeforeEach
    void make() throws IOException {
        top = Files.createDirectory(directory.resolve("top"));
        volume = Files.createDirectory(directory.resolve("volume"));
        precious = Files.createFile(volume.resolve("precious"));
    }

    @Test
    void removesFilesAndDirectoriesWithAllThatIsInThem() throws IOException {
        Files.createDirectories(top.resolve("one/a/b"));
        Files.createFile(top.resolve("one/a/c"));
        Files.createFile(top.resolve("two"));

        delete(top.resolve("one"));
        delete(top.resolve("two"));
        delete(top.resolve("three/four"));

        assertThat(top).isEmptyDirectory();
    }

    /** More than the kernel tells of at a time. */
    @Test
    void removesADirectoryWithManyFiles() throws IOException {
        Path many = Files.createDirectories(top.resolve("one/many"));
        for (int i = 0; i < 5_000; i++) {
            Files.createFile(many.resolve("a file with quite a long name, number " + i));
        }

        delete(top.resolve("one"));

        assertThat(top).isEmptyDirectory();
    }

    @Test
    void removesLinksAndNothingThatTheyPointTo() throws IOException {
        Files.createDirectory(top.resolve("one"));
        Files.createSymbolicLink(top.resolve("one/link"), volume);
        Files.createSymbolicLink(top.resolve("link"), volume);

        delete(top.resolve("one"));
        delete(top.resolve("link"));

        assertThat(top).isEmptyDirectory();
        assertThat(precious).exists();
    }

    @Test
    void leavesWhatIsMountedAndAllThatIsBesideIt() throws Exception {
        Path work = Files.createDirectories(top.resolve("one/work"));
        Files.createFile(work.resolve("beside"));
        Path point = Files.createDirectory(work.resolve("a mount"));
        try (BindMount _ = BindMount.of(volume, point)) {
            for (Path file : new Path[] {top.resolve("one"), work, point, point.resolve("precious")}) {
                assertThatIOException()
                        .isThrownBy(() -> delete(file))
                        .withMessageStartingWith(file + ": something is mounted at '" + point.toRealPath() + "'")
                        .withMessageContaining("unmount it");
            }

            assertThat(precious).exists();
            assertThat(work.resolve("beside")).exists();
        }

        delete(top.resolve("one"));

        assertThat(top).isEmptyDirectory();
        assertThat(precious).exists();
    }

    @Test
    void seesAMountThroughALinkToTheTop() throws Exception {
        Path point = Files.createDirectories(top.resolve("one/work"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), top);
        try (BindMount _ = BindMount.of(volume, point)) {
            assertThatIOException()
                    .isThrownBy(() -> new FileTrees(link).delete(link.resolve("one")))
                    .withMessageContaining("is mounted");
        }

        assertThat(precious).exists();
    }

    @Test
    void removesWhatIsBelowAMountThatTheTopIsItself() throws Exception {
        try (BindMount _ = BindMount.of(volume, top)) {
            delete(top.resolve("precious"));
        }

        assertThat(precious).doesNotExist();
    }

    @Test
    void leavesWhatWasMountedAfterItLooked() throws Exception {
        Path point = Files.createDirectories(top.resolve("one/work"));
        FileTrees late = new FileTrees(top, seeing("22 1 254:1 / / rw - ext4 /dev/vda1 rw\n"));
        try (BindMount _ = BindMount.of(volume, point)) {
            assertThatIOException().isThrownBy(() -> late.delete(top.resolve("one")));
        }

        assertThat(precious).exists();
    }

    @Test
    void leavesEverythingWhereMountsCannotBeTold() throws IOException {
        Path file = Files.createFile(Files.createDirectory(top.resolve("one")).resolve("file"));
        FileTrees blind = new FileTrees(top, seeing(""));

        assertThatIOException().isThrownBy(() -> blind.delete(top.resolve("one")));
        blind.delete(top.resolve("two"));

        assertThat(file).exists();
    }

    private void delete(Path file) throws IOException {
        new FileTrees(top).delete(file);
    }

    private Rootfs seeing(String mounts) throws IOException {
        Path proc = Files.createDirectories(directory.resolve("seen/proc/self"));
        Files.writeString(proc.resolve("mountinfo"), mounts);
        return new Rootfs(directory.resolve("seen"));
    }
}
