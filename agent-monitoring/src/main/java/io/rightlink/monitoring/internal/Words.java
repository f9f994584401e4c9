package io.rightlink.monitoring.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The words of one line of a kernel file, taken one after the other: what nobody asks for isn't looked at. For one thread. */
public final class Words {

    /** As many fit into a long, whatever they are. */
    private static final int DIGITS_OF_LONG = 18;

    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    private static final int SHOWN = 40;

    private final String line;
    private int at;

    public Words(String line) {
        this.line = line;
        skipBlanks();
    }

    /** Tells whether there is another word. */
    public boolean hasNext() {
        return at < line.length();
    }

    /**
     * Takes the next word.
     *
     * @throws GarbledException if the line ends here
     */
    public String next() {
        if (!hasNext()) {
            throw garbled(line, "ends too early");
        }
        return cut(endOfWord());
    }

    /**
     * Takes all before {@code mark}, which another word may follow at once: {@code eth0:1234}.
     *
     * @throws GarbledException if there is no such mark, or nothing before it
     */
    public String nextUpTo(char mark) {
        int end = line.indexOf(mark, at);
        if (end <= at) {
            throw garbled(line, "has no word before a '" + mark + "'");
        }
        String word = cut(end);
        at++;
        skipBlanks();
        return word;
    }

    /** Takes all that is left, as it stands; nothing if nothing is. */
    public String rest() {
        return cut(line.length());
    }

    /**
     * Takes a whole number without a sign, a u64 of the kernel.
     *
     * @throws GarbledException if the next word isn't one, or there is none
     */
    public double count() {
        String word = next();
        if (!isDigits(word)) {
            throw garbled(word, "isn't a count");
        }
        return word.length() <= DIGITS_OF_LONG
                ? (double) Long.parseLong(word)
                : unsigned(word, DECIMAL, "isn't a count");
    }

    /**
     * Takes a number like {@code 0.64}.
     *
     * @throws GarbledException if the next word isn't one, or there is none
     */
    public double decimal() {
        String word = next();
        int point = word.indexOf('.');
        if (point < 0 || !isDigits(word.substring(0, point)) || !isDigits(word.substring(point + 1))) {
            throw garbled(word, "isn't a decimal number");
        }
        return Double.parseDouble(word);
    }

    /**
     * Takes a hexadecimal number without a sign, {@code 0000beef}: a u64 at most.
     *
     * @throws GarbledException if the next word isn't one, or there is none
     */
    public double hex() {
        return hex(next());
    }

    /**
     * Takes a hexadecimal number before {@code mark}.
     *
     * @throws GarbledException if there is none
     */
    public double hexUpTo(char mark) {
        return hex(nextUpTo(mark));
    }

    /** Leaves out so many words, and returns how many there were. */
    public int skip(int number) {
        int skipped = 0;
        while (skipped < number && hasNext()) {
            at = endOfWord();
            skipBlanks();
            skipped++;
        }
        return skipped;
    }

    /** Hands over all the words that are left. */
    public void forEachRemaining(Consumer<String> taker) {
        while (hasNext()) {
            taker.accept(next());
        }
    }

    /** Takes so many counts. */
    public List<Double> counts(int number) {
        return IntStream.range(0, number).mapToObj(_ -> count()).toList();
    }

    /** Takes all the counts that are left, but {@code most} of them where there are more. */
    public List<Double> countsUpTo(int most) {
        List<Double> counts = new ArrayList<>(most);
        while (counts.size() < most && hasNext()) {
            counts.add(count());
        }
        return counts;
    }

    private int endOfWord() {
        int end = at;
        while (end < line.length() && !isBlank(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static double hex(String word) {
        return unsigned(word, HEXADECIMAL, "isn't a hexadecimal count");
    }

    private static double unsigned(String word, int radix, String otherwise) {
        try {
            long value = Long.parseUnsignedLong(word, radix);
            return value >= 0 ? value : 0x1p64 + value;
        } catch (NumberFormatException e) {
            throw garbled(word, otherwise);
        }
    }

    private String cut(int end) {
        String word = line.substring(at, end);
        at = end;
        skipBlanks();
        return word;
    }

    private void skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isDigits(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private static GarbledException garbled(String text, String how) {
        return new GarbledException("'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "' " + how);
    }
}
