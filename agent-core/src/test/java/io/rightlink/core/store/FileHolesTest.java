package io.rightlink.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHolesTest {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void giveBackTheRoomOfAPartAndLeaveTheRest() throws Exception {
        Path file = directory.resolve("file");
        byte[] content = new byte[16 * MEGABYTE];
        Arrays.fill(content, (byte) 'x');
        Files.write(file, content);
        long before = kilobytesOnDisk(file);

        FileHoles.punch(file, MEGABYTE + 1, 15 * MEGABYTE + 1);

        Arrays.fill(content, MEGABYTE + 1, 15 * MEGABYTE + 1, (byte) 0);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(before - kilobytesOnDisk(file)).isBetween(13 * 1024L, 14 * 1024L);
    }

    @Test
    void leaveNoDescriptorOpen() throws Exception {
        Path file = Files.write(directory.resolve("file"), new byte[MEGABYTE]);

        FileHoles.punch(file, 0, 4096);

        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.filter(Files::exists).filter(descriptor -> leadsTo(descriptor, file)))
                    .isEmpty();
        }
    }

    @Test
    void sayWhatIsWrong() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> FileHoles.punch(missing, 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot open " + missing + ": errno 2");
        assertThatThrownBy(() -> FileHoles.punch(Path.of("/dev/null"), 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot free a part of /dev/null: errno 19");
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false;
        }
    }

    private static long kilobytesOnDisk(Path file) throws Exception {
        Process du = new ProcessBuilder("du", "-k", file.toString()).start();
        String answer = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(answer.substring(0, answer.indexOf('\t')));
    }
}
