package io.rightlink.scripts.run;

import io.rightlink.core.problem.InvalidException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A script to be run once.
 *
 * @param inputs environment variables, each {@code text:<value>}
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
    private static final int LARGEST_SOURCE_BYTES = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final String TEXT = "text:";

    /**
     * The script itself.
     *
     * @param source its whole text, beginning with the {@code #!} that names its interpreter
     */
    public record Script(String source) {

        /**
         * @throws InvalidException if it doesn't say what runs it, isn't text, or is too large
         */
        public Script {
            if (source == null || !source.startsWith("#!")) {
                throw new InvalidException(
                        "invalid-script", "A script's first line names its interpreter: '#!/bin/bash', say");
            }
            if (!isText(source)) {
                throw new InvalidException("invalid-script", "A script is text: no NUL, no half of a surrogate pair");
            }
            if (source.getBytes(StandardCharsets.UTF_8).length > LARGEST_SOURCE_BYTES) {
                throw new InvalidException(
                        "invalid-script",
                        "A script has at most " + LARGEST_SOURCE_BYTES + " bytes: pass more as a file");
            }
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

    /** Returns the inputs as environment variables. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        Objects.requireNonNull(inputs).forEach((name, value) -> environment.put(name, value.substring(TEXT.length())));
        return environment;
    }

    private static void checkInput(String name, @Nullable String value) {
        require(NAME.matcher(name).matches(), "'" + name + "' cannot be an input's name: letters, digits and _");
        require(
                value != null && value.startsWith(TEXT) && isText(value),
                "The input '" + name
                        + "' is not of the form 'text:<value>'; other types are not known to this version");
    }

    /** Tells whether a process, a file and the store all keep it as it is. */
    private static boolean isText(String value) {
        return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidException("invalid-run", otherwise);
        }
    }
}
