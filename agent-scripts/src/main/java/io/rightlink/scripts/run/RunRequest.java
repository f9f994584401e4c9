package io.rightlink.scripts.run;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.input.InputValue;
import io.rightlink.scripts.script.ScriptName;
import io.rightlink.scripts.script.ScriptSource;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A script to be run once.
 *
 * @param inputs environment variables, each {@code text:<value>}, {@code cred:<name>} or another {@link InputValue}
 * @param placement where it runs, {@code agent}, {@code host} or {@code image:busybox:1.36}; {@code agent} if absent
 * @param thread runs of one thread run one after the other; {@code default} if absent
 * @param timeout when it is ended; ten minutes if absent
 */
public record RunRequest(
        Script script,
        @Nullable Map<String, String> inputs,
        @Nullable String placement,
        @Nullable String thread,
        @Nullable Duration timeout) {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    /**
     * The script itself, or its name.
     *
     * @param source its whole text, beginning with the {@code #!} that names its interpreter
     * @param name of one in the catalogue
     */
    public record Script(@Nullable String source, @Nullable String name) {

        /**
         * @throws InvalidException if it is neither, or both, or can't be run, or can't be a name
         */
        public Script {
            if (source == null && name == null) {
                throw new InvalidException(
                        "invalid-script",
                        "A script is {\"source\": …}, whose first line names its interpreter: '#!/bin/bash', say; or"
                                + " {\"name\": …} of one in the catalogue");
            } else if (source != null && name != null) {
                throw new InvalidException("invalid-script", "A script has a 'source' or a 'name', and not both");
            } else if (source != null) {
                ScriptSource _ = new ScriptSource(source);
            } else {
                ScriptName _ = new ScriptName(Objects.requireNonNull(name));
            }
        }

        /** Returns one that isn't in the catalogue. */
        public static Script of(String source) {
            return new Script(source, null);
        }
    }

    /**
     * Puts in what is absent.
     *
     * @throws InvalidException naming the field that doesn't fit
     */
    public RunRequest {
        require(script != null, "The field 'script' is missing: {\"script\": {\"source\": \"#!/bin/bash\\n…\"}}");
        inputs = inputs == null ? Map.of() : new TreeMap<>(inputs);
        placement = Objects.requireNonNullElse(placement, "agent");
        thread = Objects.requireNonNullElse(thread, "default");
        timeout = Objects.requireNonNullElse(timeout, Duration.ofMinutes(10));
        require(
                timeout.isPositive() && timeout.compareTo(LONGEST) <= 0,
                "The timeout " + timeout + " is not between PT0S and " + LONGEST);
        require(NAME.matcher(thread).matches(), "'" + thread + "' cannot be a thread's name: letters, digits and _");
        inputs.forEach(RunRequest::checkInput);
    }

    /** Returns the inputs as they are meant. How large they may be is for who submits them: those of older runs stay as they are. */
    public Map<String, InputValue> values() {
        Map<String, InputValue> values = new TreeMap<>();
        Objects.requireNonNull(inputs).forEach((name, value) -> values.put(name, InputValue.parse(value)));
        return values;
    }

    /** Tells whether a variable of the environment can have this name. */
    static boolean isVariable(String name) {
        return NAME.matcher(name).matches();
    }

    private static void checkInput(String name, @Nullable String value) {
        require(isVariable(name), "'" + name + "' cannot be an input's name: letters, digits and _");
        try {
            InputValue _ = InputValue.parse(Objects.requireNonNullElse(value, ""));
        } catch (IllegalArgumentException e) {
            throw new InvalidException("invalid-run", "The input '" + name + "' can't be read: " + e.getMessage());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidException("invalid-run", otherwise);
        }
    }
}
