package io.rightlink.scripts.script;

import java.util.List;

/** A script as it is at one moment, ready to be run. */
public record ScriptText(ScriptSource source, ScriptMetadata metadata, List<Attachment> attachments) {

    /** Returns a script that isn't in the catalogue, and so has no attachments. */
    public static ScriptText of(ScriptSource source) {
        return new ScriptText(source, ScriptMetadata.of(source).orElse(ScriptMetadata.NONE), List.of());
    }

    /** Returns the names of the attachments that it needs and that aren't there. */
    public List<String> missingAttachments() {
        return metadata.missingOf(attachments);
    }
}
