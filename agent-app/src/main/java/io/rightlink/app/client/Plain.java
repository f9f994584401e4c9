package io.rightlink.app.client;

import java.util.regex.Pattern;

/** Makes text that others wrote harmless to a terminal: escape sequences and other control characters don't reach it. Stateless. */
final class Plain {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");

    private Plain() {}

    static String of(String text) {
        return CONTROL.matcher(text).replaceAll("\uFFFD");
    }
}
