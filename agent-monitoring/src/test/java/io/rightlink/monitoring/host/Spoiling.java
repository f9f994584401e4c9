package io.rightlink.monitoring.host;

/** What a kernel file may suffer as a whole. */
enum Spoiling {
    EMPTY,
    LETTERS,
    NEGATIVE,
    /** More than a u64 can be. */
    OVERFLOWN;

    String spoil(String text) {
        return switch (this) {
            case EMPTY -> "";
            case LETTERS -> replaceNumbers(text, "x");
            case NEGATIVE -> replaceNumbers(text, "-$0");
            case OVERFLOWN -> replaceNumbers(text, "18446744073709551616");
        };
    }

    /** Replaces the whole numbers and those before a point: each that begins a word, as in {@code eth0:7 0.8 [2/1] total=9}. */
    private static String replaceNumbers(String text, String replacement) {
        return text.replaceAll("(?<![^\\s:=(\\[])[0-9]+(?![^\\s:/.])", replacement);
    }
}
