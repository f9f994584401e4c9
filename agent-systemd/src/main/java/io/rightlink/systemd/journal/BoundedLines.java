package io.rightlink.systemd.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, without holding more of it than one line may be long. Not thread-safe. */
final class BoundedLines {

    private static final int BUFFER = 8 * 1024;

    private final InputStream in;
    private final int longest;
    private final long most;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int buffered;
    private long read;
    private int leftOut;

    /**
     * @param longest how many bytes a line may have; longer ones are left out
     * @param most how many bytes are read in all
     */
    BoundedLines(InputStream in, int longest, long most) {
        this.in = in;
        this.longest = longest;
        this.most = most;
    }

    /** Returns the next line that isn't too long, without its end; null after the last one that is whole. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        while (read < most) {
            int next = nextByte();
            if (next < 0) {
                return null;
            }
            read++;
            if (next != '\n') {
                tooLong |= line.size() == longest;
                if (!tooLong) {
                    line.write(next);
                }
            } else if (tooLong) {
                leftOut++;
                line.reset();
                tooLong = false;
            } else {
                return line.toByteArray();
            }
        }
        return null;
    }

    private int nextByte() throws IOException {
        if (position == buffered) {
            buffered = Math.max(0, in.read(buffer));
            position = 0;
        }
        return buffered == 0 ? -1 : Byte.toUnsignedInt(buffer[position++]);
    }

    /** Returns how many lines were too long since this was last asked. */
    int leftOut() {
        int lines = leftOut;
        leftOut = 0;
        return lines;
    }

    /** Tells whether all was read that may be. */
    boolean isFull() {
        return read >= most;
    }
}
