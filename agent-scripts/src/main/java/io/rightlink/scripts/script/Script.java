package io.rightlink.scripts.script;

import io.rightlink.scripts.input.InputDefinition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script of the catalogue, as the API shows it.
 *
 * @param title what it calls itself, if it says anything of itself
 * @param packages what it wants installed; nobody does that for it
 * @param attachments those that are there
 * @param missingAttachments the names of those that it needs besides
 * @param sizeBytes of its source
 * @param sha256 of its source
 * @param problem why it can't be run, if it was changed by somebody else so that it can't
 */
public record Script(
        ScriptName name,
        @Nullable String title,
        @Nullable String description,
        List<InputDefinition> inputs,
        List<String> packages,
        List<Attachment> attachments,
        List<String> missingAttachments,
        long sizeBytes,
        String sha256,
        Instant changedAt,
        @Nullable String problem) {}
