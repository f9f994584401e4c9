package io.rightlink.app.fuzz;

/**
 * Bytes to send.
 *
 * @param number repeats it, with the storm's seed
 * @param from an address of loopback
 * @param whole whether it says that it is as long as it is; the connection can be used again
 */
record Request(int number, Endpoint endpoint, String from, String bytes, boolean whole) {

    private static final int LONGEST_SHOWN = 3_000;

    boolean isHead() {
        return bytes.startsWith("HEAD ");
    }

    /** Returns what can be pasted into a program. */
    String escaped() {
        StringBuilder text = new StringBuilder();
        bytes.chars()
                .limit(LONGEST_SHOWN)
                .forEach(letter -> text.append(
                        letter >= ' ' && letter < 127 && letter != '\\' ? Character.toString(letter) : escape(letter)));
        return text + (bytes.length() > LONGEST_SHOWN ? "… (" + bytes.length() + " bytes)" : "");
    }

    private static String escape(int letter) {
        return switch (letter) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            default -> String.format("\\u%04x", letter);
        };
    }
}
