package io.rightlink.app.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path of the API, with what is asked for. Not thread-safe. */
final class Query {

    private final StringBuilder text;
    private boolean asked;

    private Query(String path) {
        this.text = new StringBuilder(path);
    }

    /** Begins one; each {@code {}} of the path is one of the names. */
    static Query of(String path, String... names) {
        String whole = path;
        for (String name : names) {
            int place = whole.indexOf("{}");
            whole = whole.substring(0, place) + encoded(name) + whole.substring(place + 2);
        }
        return new Query(whole);
    }

    Query with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(asked ? '&' : '?').append(name).append('=').append(encoded(value.toString()));
            asked = true;
        }
        return this;
    }

    Query withAll(String name, List<String> values) {
        values.forEach(value -> with(name, value));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
