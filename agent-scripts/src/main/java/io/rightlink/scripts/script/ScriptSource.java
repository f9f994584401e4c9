package io.rightlink.scripts.script;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.internal.Utf8;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A script's whole text, beginning with the {@code #!} that names its interpreter. */
public record ScriptSource(String text) {

    private static final int LARGEST_BYTES = 1 << 20;

    /**
     * @throws InvalidException if it doesn't say what runs it, isn't text, or is too large
     */
    public ScriptSource {
        if (!text.startsWith("#!")) {
            throw invalid("A script's first line names its interpreter: '#!/bin/bash', say");
        }
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid("A script is text: no NUL, no half of a surrogate pair");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES) {
            throw invalid("A script has at most " + LARGEST_BYTES + " bytes: pass more as a file");
        }
    }

    /**
     * Reads what a caller sent, or a file has.
     *
     * @throws InvalidException if that is no script in UTF-8
     */
    public static ScriptSource of(byte @Nullable [] sent) {
        try {
            byte[] bytes = sent == null ? new byte[0] : sent;
            return new ScriptSource(Utf8.decode(bytes));
        } catch (CharacterCodingException e) {
            throw invalid("A script is text in UTF-8");
        }
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InvalidException invalid(String why) {
        return new InvalidException("invalid-script", why);
    }
}
