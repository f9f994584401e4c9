package io.rightlink.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class DemultiplexerTest {

    private static final byte[] TALK =
            concat(frame(1, "one\n"), frame(2, "two\n"), frame(1, ""), frame(2, ""), frame(1, "three"));

    @Test
    void tellsBothOutputsInTheirOrder() throws IOException {
        assertThat(new Demultiplexer(new ByteArrayInputStream(TALK))).hasContent("one\ntwo\nthree");
    }

    @Test
    void readsByteByByte() throws IOException {
        Demultiplexer text = new Demultiplexer(new ByteArrayInputStream(frame(1, "\u00ff")));
        assertThat(text.read()).isEqualTo(0xc3);
        assertThat(text.read()).isEqualTo(0xbf);
        assertThat(text.read()).isEqualTo(-1);
    }

    @Test
    void doesNotCareWhereTheStreamIsSplit() throws IOException {
        for (int split = 0; split <= TALK.length; split++) {
            InputStream halves = new SequenceInputStream(
                    new ByteArrayInputStream(TALK, 0, split),
                    new ByteArrayInputStream(TALK, split, TALK.length - split));
            assertThat(new Demultiplexer(halves)).as("split at %d", split).hasContent("one\ntwo\nthree");
        }
    }

    @Test
    void doesNotCareHowLittleComesAtATime() throws IOException {
        InputStream drops = new FilterInputStream(new ByteArrayInputStream(TALK)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(1, length));
            }
        };
        assertThat(new Demultiplexer(drops)).hasContent("one\ntwo\nthree");
    }

    @Test
    void leavesBytesAsTheyAre() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(new Demultiplexer(new ByteArrayInputStream(frame(2, all))).readAllBytes())
                .isEqualTo(all);
    }

    /** Every cut of the stream but those between two frames. */
    @Test
    void neverTakesACutForTheEnd() {
        for (int cut = 1; cut < TALK.length; cut++) {
            if (!isBetweenFrames(cut)) {
                byte[] beginning = Arrays.copyOf(TALK, cut);
                assertThatIOException()
                        .as("cut at %d", cut)
                        .isThrownBy(() -> new Demultiplexer(new ByteArrayInputStream(beginning)).readAllBytes())
                        .isInstanceOf(EOFException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"04000000", "ff000000", "01010000", "01000001", "74657874"})
    void refusesWhatIsNotMadeOfFrames(String header) {
        byte[] frames = ByteBuffer.allocate(12)
                .putInt(Integer.parseUnsignedInt(header, 16))
                .putInt(4)
                .put("text".getBytes(StandardCharsets.US_ASCII))
                .array();
        assertThatIOException()
                .isThrownBy(() -> new Demultiplexer(new ByteArrayInputStream(frames)).readAllBytes())
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void breaksOffInTheEnginesWordsWhenItCannotGoOn() throws IOException {
        Demultiplexer text = new Demultiplexer(new ByteArrayInputStream(
                concat(frame(1, "fine\n"), frame(3, "Error grabbing logs: unexpected EOF\n"))));
        assertThat(text.readNBytes(5)).asString().isEqualTo("fine\n");
        assertThatIOException().isThrownBy(text::read).withMessage("Error grabbing logs: unexpected EOF");
    }

    @Test
    void takesALengthForUnsigned() throws IOException {
        byte[] frame = frame(1, "some");
        frame[4] = (byte) 0x80;
        Demultiplexer text = new Demultiplexer(new ByteArrayInputStream(frame));
        assertThat(text.readNBytes(4)).asString().isEqualTo("some");
        assertThatIOException().isThrownBy(text::read).isInstanceOf(EOFException.class);
    }

    public static byte[] frame(int output, String text) {
        return frame(output, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] frame(int output, byte[] text) {
        return ByteBuffer.allocate(8 + text.length)
                .put((byte) output)
                .put(new byte[3])
                .putInt(text.length)
                .put(text)
                .array();
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static boolean isBetweenFrames(int cut) {
        int end = 0;
        while (end < cut) {
            end += 8 + ByteBuffer.wrap(TALK).getInt(end + 4);
        }
        return end == cut;
    }
}
