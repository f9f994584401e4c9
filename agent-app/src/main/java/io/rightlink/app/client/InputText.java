package io.rightlink.app.client;

import java.util.regex.Pattern;

/** The values of inputs as they are written on a command line. Stateless. */
final class InputText {

    private static final Pattern TYPED = Pattern.compile("(?s)(text|cred|env|key|array):.*|blank|ignore");

    private InputText() {}

    /** Returns {@code text:hello} for {@code hello}; what has a type already stays as it is. */
    static String of(String value) {
        return TYPED.matcher(value).matches() ? value : "text:" + value;
    }
}
