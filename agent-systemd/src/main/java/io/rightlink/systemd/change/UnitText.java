package io.rightlink.systemd.change;

import io.rightlink.core.problem.InvalidException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a unit file or of a drop-in. */
record UnitText(String value) {

    private static final int LARGEST_BYTES = 256 * 1024;

    /** Takes what a caller sent.
     *
     * @throws InvalidException if it is empty, too large, or no text
     */
    static UnitText of(byte[] sent) {
        if (sent.length > LARGEST_BYTES) {
            throw InvalidException.tooLarge(
                    "unit-too-large",
                    "A unit file has at most " + LARGEST_BYTES + " bytes, and this has " + sent.length);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(sent))
                    .toString();
            if (text.isBlank() || text.indexOf('\0') >= 0) {
                throw new InvalidException("invalid-unit-file", "A unit file is text, and not empty");
            }
            return new UnitText(text);
        } catch (CharacterCodingException e) {
            throw new InvalidException("invalid-unit-file", "A unit file is text in UTF-8");
        }
    }

    byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
