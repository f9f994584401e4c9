package io.rightlink.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path directory;

    @Test
    void makesAFileWithTheModeThatItIsGiven() throws IOException {
        Path file = directory.resolve("secret");

        write(file, "KEY=value\n", "rw-------");

        assertThat(file).hasContent("KEY=value\n");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void replacesContentAndModeOfAFile() throws IOException {
        Path file = directory.resolve("unit");
        write(file, "a longer old content", "rw-------");

        write(file, "new", "rw-r--r--");

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-r--r--");
        assertThat(left()).containsExactly("unit");
    }

    @Test
    void neverShowsAFileThatIsNotWhole() throws IOException {
        Path file = directory.resolve("busy");
        String old = "o".repeat(100_000);
        String other = "n".repeat(100_000);
        write(file, old, "rw-------");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 50; i++) {
                writeUnchecked(file, i % 2 == 0 ? other : old);
            }
        });

        while (!writer.isDone()) {
            assertThat(Files.readString(file)).isIn(old, other);
        }

        writer.join();
    }

    @Test
    void leavesTheOldFileAndNothingElseWhenItFails() throws IOException {
        Path file = Files.createDirectory(directory.resolve("directory"));
        Files.createFile(file.resolve("inside"));

        assertThatThrownBy(() -> write(file, "new", "rw-------")).isInstanceOf(IOException.class);

        assertThat(left()).containsExactly("directory");
    }

    @Test
    void replacesALinkRatherThanWhatItPointsTo() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "untouched");
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);

        write(link, "new", "rw-------");

        assertThat(target).hasContent("untouched");
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private static void write(Path file, String content, String mode) throws IOException {
        AtomicFile.write(file, content.getBytes(StandardCharsets.UTF_8), mode);
    }

    private static void writeUnchecked(Path file, String content) {
        try {
            write(file, content, "rw-------");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
