package io.rightlink.docker.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogFramesTest {

    @Test
    void joinsBothStreamsAsTheyCome() throws IOException {
        assertThat(read(frames("1one\n", "2two\n", "1", "1three"))).isEqualTo("one\ntwo\nthree");
    }

    @Test
    void readsAFrameThatIsLongerThanWhatIsAskedFor() throws IOException {
        String big = "x".repeat(100_000);

        assertThat(read(frames("1" + big, "2y"))).isEqualTo(big + "y");
    }

    @Test
    void passesOverWhatWasReadBefore() throws IOException {
        LogFrames log = new LogFrames(new ByteArrayInputStream(frames("1one\n", "2two\n")));

        log.skipNBytes(6);

        assertThat(new String(log.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("o\n");
        assertThatThrownBy(() -> log.skipNBytes(1)).isInstanceOf(EOFException.class);
    }

    @Test
    void isNotAtTheEndWhereAFrameIsCut() {
        byte[] whole = frames("1one\n");

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, 5))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, 10))).isInstanceOf(EOFException.class);
    }

    private static String read(byte[] frames) throws IOException {
        return new String(new LogFrames(new ByteArrayInputStream(frames)).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Each begins with the number of its stream. */
    private static byte[] frames(String... texts) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String text : texts) {
            byte[] bytes = text.substring(1).getBytes(StandardCharsets.UTF_8);
            frames.writeBytes(new byte[] {(byte) (text.charAt(0) - '0'), 0, 0, 0});
            frames.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            frames.writeBytes(bytes);
        }
        return frames.toByteArray();
    }
}
