package io.rightlink.monitoring.alert;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a value is compared with.
 *
 * @param text as it is shown, {@code 100000000}, {@code NaN}, {@code stranded}
 * @param number NaN if it isn't one
 */
record Threshold(String text, double number) {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final String NO_VALUE = "NaN";

    /** The states of a server, which only RightScale knew: a clause of these can be read, and is never true. */
    private static final Set<String> SERVER_STATES =
            Set.of("booting", "decommission", "operational", "pending", "stranded", "terminated");

    /** Reads a threshold, which may be in quotes; empty if it isn't one. */
    static Optional<Threshold> of(String word) {
        String text = unquoted(word);
        if (text.equalsIgnoreCase(NO_VALUE)) {
            return Optional.of(new Threshold(NO_VALUE, Double.NaN));
        } else if (SERVER_STATES.contains(text.toLowerCase(Locale.ROOT))) {
            return Optional.of(new Threshold(text.toLowerCase(Locale.ROOT), Double.NaN));
        }
        return Optional.of(text)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(number -> new Threshold(number, Double.parseDouble(number)))
                .filter(threshold -> Double.isFinite(threshold.number()));
    }

    boolean isNumber() {
        return !Double.isNaN(number);
    }

    /** Tells whether it stands for there being no value. */
    boolean isNoValue() {
        return text.equals(NO_VALUE);
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1
                && (word.charAt(0) == '\'' || word.charAt(0) == '"')
                && word.charAt(word.length() - 1) == word.charAt(0);
        return quoted ? word.substring(1, word.length() - 1) : word;
    }
}
