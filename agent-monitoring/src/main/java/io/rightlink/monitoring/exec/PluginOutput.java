package io.rightlink.monitoring.exec;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Cuts what a plugin prints into whole lines, and keeps none that is too long, so that no output is too much. For one thread. */
final class PluginOutput {

    private static final int LONGEST = 64 * 1_024;

    private final InputStream source;
    private final byte[] buffer = new byte[LONGEST];
    private int length;
    private boolean skipping;

    PluginOutput(InputStream source) {
        this.source = source;
    }

    /**
     * Reads what there is, and hands on the lines that are complete, with their ends; at the end, the last one, too. Blocks until there
     * is something.
     *
     * @param lines takes a copy
     * @param tooLong is run for each line that is left out
     * @return whether there may be more
     */
    boolean read(Consumer<byte[]> lines, Runnable tooLong) throws IOException {
        int more = source.read(buffer, length, buffer.length - length);
        if (more < 0) {
            hand(length, lines);
            return false;
        }
        length += more;
        int end = behindLastNewline();
        hand(end, lines);
        if (length == buffer.length) {
            if (!skipping) {
                tooLong.run();
            }
            skipping = true;
            length = 0;
        }
        return true;
    }

    private int behindLastNewline() {
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Hands on what is before {@code end}, but for the rest of a line that is left out. */
    private void hand(int end, Consumer<byte[]> lines) {
        int begin = 0;
        if (skipping && end > 0) {
            while (begin < end && buffer[begin] != '\n') {
                begin++;
            }
            begin = Math.min(begin + 1, end);
            skipping = false;
        }
        if (end > begin) {
            byte[] whole = new byte[end - begin];
            System.arraycopy(buffer, begin, whole, 0, whole.length);
            lines.accept(whole);
        }
        System.arraycopy(buffer, end, buffer, 0, length - end);
        length -= end;
    }
}
