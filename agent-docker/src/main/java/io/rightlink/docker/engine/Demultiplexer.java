package io.rightlink.docker.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a container without a terminal wrote, both outputs in the order that the engine tells them: it takes the engine's frames apart,
 * {@code 01 00 00 00 00 00 00 06 h e l l o \n}, each with its output (1, 2), three zeros, and its length in four bytes. Holds nothing
 * but a header. For one thread.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Stream format, in ContainerAttach of the Engine API</a>
 */
public final class Demultiplexer extends InputStream {

    /** What the engine has to say itself, as the last that it says. */
    private static final int COMPLAINT = 3;

    private static final int LONGEST_COMPLAINT = 4 * 1024;

    private final InputStream frames;
    private final byte[] header = new byte[8];
    private long left;

    public Demultiplexer(InputStream frames) {
        this.frames = frames;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads what is left of a frame, or of the next.
     *
     * @throws IOException if it ends within a frame, isn't made of frames, or the engine says that it can't go on
     */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            if (!begin()) {
                return -1;
            }
        }
        int read = frames.read(into, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("it stopped in the middle of what a container wrote");
        }
        left -= read;
        return read;
    }

    /** Reads a header; returns false where there is none any more. */
    private boolean begin() throws IOException {
        int read = frames.readNBytes(header, 0, header.length);
        if (read == 0) {
            return false;
        }
        if (read < header.length) {
            throw new EOFException("it stopped in the middle of a frame's header");
        }
        int output = header[0];
        if (output < 0 || output > COMPLAINT || (header[1] | header[2] | header[3]) != 0) {
            throw new ProtocolException("what it says of a container's output is not made of frames");
        }
        left = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4));
        if (output == COMPLAINT) {
            throw new IOException(complaint());
        }
        return true;
    }

    private String complaint() throws IOException {
        byte[] words = frames.readNBytes((int) Math.min(LONGEST_COMPLAINT, left));
        return new String(words, StandardCharsets.UTF_8).strip();
    }
}
