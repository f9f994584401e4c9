package io.rightlink.monitoring.history;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes in zlib's format behind their length. Stateless. */
final class Deflated {

    /** The most that anything here unpacks to; whoever claims more is garbled. */
    private static final int MOST = 64 << 20;

    private Deflated() {}

    static byte[] pack(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[Integer.BYTES + bytes.length + bytes.length / 100 + 64];
            ByteBuffer.wrap(packed).putInt(bytes.length);
            int end = Integer.BYTES + deflater.deflate(packed, Integer.BYTES, packed.length - Integer.BYTES);
            if (!deflater.finished()) {
                throw new IllegalStateException("Cannot pack " + bytes.length + " bytes");
            }
            return Arrays.copyOf(packed, end);
        }
    }

    /**
     * @throws GarbledHistoryException if they were not packed here
     */
    static byte[] unpack(byte[] packed) {
        int length =
                packed.length < Integer.BYTES ? -1 : ByteBuffer.wrap(packed).getInt();
        if (length < 0 || length > MOST) {
            throw new GarbledHistoryException("Cannot unpack " + packed.length + " bytes");
        }
        try (Inflater inflater = new Inflater()) {
            byte[] bytes = new byte[length];
            inflater.setInput(packed, Integer.BYTES, packed.length - Integer.BYTES);
            boolean whole = inflater.inflate(bytes) == length;
            // the check sum is only read when more is asked for
            if (whole && inflater.inflate(new byte[1]) == 0 && inflater.finished()) {
                return bytes;
            }
            throw new GarbledHistoryException("Cannot unpack " + length + " bytes of " + packed.length);
        } catch (DataFormatException e) {
            throw new GarbledHistoryException("Cannot unpack " + length + " bytes: " + e.getMessage());
        }
    }
}
