package io.rightlink.monitoring.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file of the kernel's as it was read last, and how far it was looked at: for what is read so often that making strings of it would
 * cost more than the kernel's part. What isn't as the kernel writes it is for {@link #toFile}, which tells. For one thread.
 */
public final class KernelBytes {

    private static final int USUAL = 8 * 1024;
    private static final int MOST = 1024 * 1024;
    private static final int DIGITS_OF_LONG = 18;

    private byte[] bytes = new byte[USUAL];
    private int length;
    private int at;

    /** Reads a file that the kernel writes at once, as those of control groups are: what one read gives is all. */
    void fill(ReadableFiles.Opened file) throws IOException {
        int read = start(file);
        while (read == bytes.length - length) {
            advance(read);
            read = file.read(bytes, length);
        }
        advance(read);
    }

    /** Reads a file that the kernel writes page by page, until there is no more. */
    void fillToTheEnd(ReadableFiles.Opened file) throws IOException {
        for (int read = start(file); read > 0; read = file.read(bytes, length)) {
            advance(read);
        }
    }

    private int start(ReadableFiles.Opened file) throws IOException {
        length = 0;
        at = 0;
        return file.read(bytes, 0);
    }

    private void advance(int read) throws IOException {
        length += Math.max(0, read);
        if (length == bytes.length) {
            if (length >= MOST) {
                throw new IOException("it is longer than " + MOST + " bytes");
            }
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
    }

    /** Returns the same in the form that is read slowly, and tells what is wrong with it. */
    public KernelFile toFile(String path) {
        return new KernelFile(path, new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    /** Tells whether all was looked at. */
    public boolean atEnd() {
        return at >= length;
    }

    /** Tells whether these bytes come next, and goes past them if they do. */
    public boolean skip(byte[] expected) {
        if (at + expected.length > length || !matches(at, expected)) {
            return false;
        }
        at += expected.length;
        return true;
    }

    /** Goes past the next of these bytes in this line; returns false if it has none. */
    public boolean skipPast(byte[] expected) {
        while (at + expected.length <= length && bytes[at] != '\n') {
            if (matches(at, expected)) {
                at += expected.length;
                return true;
            }
            at++;
        }
        return false;
    }

    /** Tells whether these bytes are all that there is. */
    public boolean is(byte[] all) {
        return length == all.length && matches(0, all);
    }

    /** Returns a copy of all. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Goes past blanks. */
    public void skipBlanks() {
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    /** Goes past the end of the line; returns false if it has none. */
    public boolean skipLine() {
        while (at < length) {
            if (bytes[at++] == '\n') {
                return true;
            }
        }
        return false;
    }

    /** Takes a whole number; -1 if none comes next, or one that is too big for this quick way. */
    public long count() {
        int start = at;
        long value = 0;
        while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
            value = 10 * value + (bytes[at] - '0');
            at++;
        }
        return at == start || at - start > DIGITS_OF_LONG ? -1 : value;
    }

    /** Takes all before {@code mark}, and the mark; an empty word if this line has none. */
    public String wordUpTo(char mark) {
        int start = at;
        while (at < length && bytes[at] != mark && bytes[at] != '\n') {
            at++;
        }
        if (at >= length || bytes[at] != mark) {
            return "";
        }
        return new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
    }

    /** Finds the word that comes next among {@code keys}, which a blank must follow, and goes past both; -1 if it is none of them. */
    int skipKey(byte[][] keys, int likely) {
        int end = at;
        while (end < length && bytes[end] > ' ') {
            end++;
        }
        int size = end - at;
        for (int i = 0; i < keys.length; i++) {
            int key = i + likely < keys.length ? i + likely : i + likely - keys.length;
            if (keys[key].length == size && matches(at, keys[key])) {
                at = end + 1;
                return key;
            }
        }
        return -1;
    }

    private boolean matches(int start, byte[] expected) {
        // Names differ at their ends: total_rss, total_swap.
        for (int i = expected.length - 1; i >= 0; i--) {
            if (bytes[start + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
