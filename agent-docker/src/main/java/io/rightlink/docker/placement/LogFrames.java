package io.rightlink.docker.placement;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What is in the frames of a container's log, both streams as they come: {@code 01 00 00 00  00 00 00 06  "hello\n"}, the stream, and
 * the length in big-endian. Holds eight bytes of it. For one reader.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach">Stream format</a>
 */
final class LogFrames extends FilterInputStream {

    private static final int HEADER_BYTES = 8;
    private static final int LENGTH_AT = 4;

    private long left;

    LogFrames(InputStream frames) {
        super(frames);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /** @throws EOFException if it ends in the middle of a frame */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            byte[] header = in.readNBytes(HEADER_BYTES);
            if (header.length == 0) {
                return -1;
            }
            left = lengthIn(header);
        }
        int read = in.read(bytes, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("The log ends " + left + " bytes before the end of a frame");
        }
        left -= read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] chunk = new byte[(int) Math.min(count, 65_536)];
        long skipped = 0;
        while (skipped < count) {
            int read = read(chunk, 0, (int) Math.min(chunk.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private static long lengthIn(byte[] header) throws IOException {
        if (header.length < HEADER_BYTES) {
            throw new EOFException("The log ends within the header of a frame");
        }
        return Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(LENGTH_AT));
    }
}
