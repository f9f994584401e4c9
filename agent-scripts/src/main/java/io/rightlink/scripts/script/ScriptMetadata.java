package io.rightlink.scripts.script;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.input.InputDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a script says of itself, in a comment.
 *
 * @param name what it calls itself; the catalogue may know it under another name
 * @param attachments the names of the files that must be there when it runs
 * @param packages what it wants installed
 */
public record ScriptMetadata(
        String name,
        @Nullable String description,
        List<InputDefinition> inputs,
        List<String> attachments,
        List<String> packages) {

    /** What is said of a script that says nothing. */
    public static final ScriptMetadata NONE = new ScriptMetadata("", null, List.of(), List.of(), List.of());

    /**
     * Reads it; empty if the script says nothing of itself.
     *
     * @throws InvalidException naming the line that can't be understood
     */
    public static Optional<ScriptMetadata> of(ScriptSource source) {
        return MetadataBlock.find(source.text()).map(block -> new MetadataReader(block).read());
    }

    /** Returns the names of those attachments that aren't among these. */
    List<String> missingOf(List<Attachment> there) {
        Set<String> names = there.stream().map(Attachment::name).collect(Collectors.toSet());
        return attachments.stream().filter(name -> !names.contains(name)).toList();
    }
}
