package io.rightlink.scripts.input;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.credential.CredentialName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What an input is set to: a type, a colon and a value, {@code text:hello}; or {@code blank}, or {@code ignore}. Immutable. */
public sealed interface InputValue {
    /** {@code text:hello}: the text itself. */
    record Text(String value) implements InputValue {}

    /** {@code env:NAME}: the value of a global variable. */
    record Env(String name) implements InputValue {
        private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

        public Env {
            if (!FORM.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' cannot be a variable's name: letters, digits and _");
            }
        }
    }

    /** {@code cred:NAME}: the value of a credential, read when the script starts. */
    record Cred(CredentialName name) implements InputValue {}

    /** {@code key:NAME}: an SSH key, which is read where credentials are. */
    record Key(CredentialName name) implements InputValue {}

    /** {@code array:["text:a","cred:B"]}: the values of its items, with commas between them. */
    record Array(List<InputValue> items) implements InputValue {}

    /** {@code blank}: set to nothing. */
    record Blank() implements InputValue {}

    /** {@code ignore}: not set, whatever the default is. */
    record Ignore() implements InputValue {}

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static InputValue parse(String text) {
        if (!isText(text)) {
            throw new IllegalArgumentException("it is not text: a NUL, or half of a surrogate pair");
        }
        int colon = text.indexOf(':');
        String type = colon < 0 ? text : text.substring(0, colon + 1);
        String rest = text.substring(colon + 1);
        return switch (type) {
            case "text:" -> new Text(rest);
            case "env:" -> new Env(rest);
            case "cred:" -> new Cred(credential(rest));
            case "key:" -> new Key(credential(rest));
            case "array:" -> new Array(items(rest));
            case "blank" -> new Blank();
            case "ignore" -> new Ignore();
            default ->
                throw new IllegalArgumentException(
                        "it is none of text:<value>, env:<name>, cred:<name>, key:<name>, array:[\"text:<value>\",…], blank"
                                + " and ignore");
        };
    }

    /** Tells whether a variable can have this value: no NUL, no half of a surrogate pair. */
    static boolean isText(String value) {
        return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    /** Returns what {@link #parse} reads. Never more of a credential than its name. */
    @JsonValue
    default String print() {
        return switch (this) {
            case Text text -> "text:" + text.value();
            case Env env -> "env:" + env.name();
            case Cred cred -> "cred:" + cred.name();
            case Key key -> "key:" + key.name();
            case Array array ->
                "array:"
                        + JsonMapper.shared()
                                .writeValueAsString(array.items().stream()
                                        .map(InputValue::print)
                                        .toList());
            case Blank _ -> "blank";
            case Ignore _ -> "ignore";
        };
    }

    /** Returns the credentials that it needs. */
    default Stream<CredentialName> credentials() {
        return switch (this) {
            case Cred cred -> Stream.of(cred.name());
            case Key key -> Stream.of(key.name());
            case Array array -> array.items().stream().flatMap(InputValue::credentials);
            case Text _, Env _, Blank _, Ignore _ -> Stream.empty();
        };
    }

    private static CredentialName credential(String name) {
        try {
            return new CredentialName(name);
        } catch (InvalidException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static List<InputValue> items(String json) {
        try {
            return Stream.of(JsonMapper.shared().readValue(json, String[].class))
                    .map(InputValue::item)
                    .toList();
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "what follows 'array:' is not a list of texts: [\"text:a\",\"text:b\"]", e);
        }
    }

    private static InputValue item(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("an array's item can't be null; 'blank' is nothing");
        }
        InputValue item = parse(text);
        if (item instanceof Array || item instanceof Ignore) {
            throw new IllegalArgumentException("an array's items are text, env, cred, key or blank");
        }
        return item;
    }
}
