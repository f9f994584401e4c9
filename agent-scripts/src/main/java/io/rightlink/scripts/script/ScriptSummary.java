package io.rightlink.scripts.script;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A script of the catalogue, as a list of them shows it: {@link Script} without its parts. */
public record ScriptSummary(
        ScriptName name,
        @Nullable String title,
        @Nullable String description,
        long sizeBytes,
        String sha256,
        Instant changedAt,
        @Nullable String problem) {}
