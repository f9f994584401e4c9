package io.rightlink.systemd.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GrowingFileTest {

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void create() throws IOException {
        path = Files.createFile(directory.resolve("output"));
    }

    @Test
    void forgetsWhatIsNotNeededAgain() throws Exception {
        try (GrowingFile file = new GrowingFile(path)) {
            append("0123456789");
            assertThat(read(file, 10)).isEqualTo("0123456789");

            file.forget(2, 7);

            assertThat(path).content().isEqualTo("01\0\0\0\0\0" + "789");
            append("abc");
            assertThat(read(file, 3)).isEqualTo("abc");
        }
    }

    /** What is there now is not what was read at that place. */
    @Test
    void forgetsNothingOfAFileThatWasCutShort() throws Exception {
        try (GrowingFile file = new GrowingFile(path)) {
            append("0123456789");
            assertThat(read(file, 10)).isEqualTo("0123456789");
            Files.write(path, new byte[0]);
            append("abcd");
            assertThat(read(file, 4)).isEqualTo("abcd");

            file.forget(0, 3);

            assertThat(path).content().isEqualTo("abcd");
        }
    }

    @Test
    void goesOnWhereNothingCanBeForgotten() throws Exception {
        try (GrowingFile file = new GrowingFile(path)) {
            append("0123");
            assertThat(read(file, 4)).isEqualTo("0123");
            Files.move(path, directory.resolve("elsewhere"));

            file.forget(0, 3);
            file.complete();

            assertThat(file.read()).isNegative();
        }
    }

    private void append(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.APPEND);
    }

    private static String read(GrowingFile file, int length) throws IOException {
        return new String(file.readNBytes(length), StandardCharsets.UTF_8);
    }
}
