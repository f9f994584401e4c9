package io.rightlink.scripts.run;

import io.rightlink.scripts.credential.CredentialName;
import io.rightlink.scripts.input.InputValue;
import io.rightlink.scripts.script.Attachment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run's request came to when it was submitted, and what is run, whatever becomes of the catalogue. Of credentials it has the names.
 *
 * @param source the script's text, if the request names a script instead
 * @param inputs what the script gets, in the form that callers use: text, cred, key, array and blank
 * @param environment what it gets besides them, in plain text; an input of the same name counts
 * @param attachments what it finds in {@code RS_ATTACH_DIR}
 * @param packages what it finds in {@code RS_PACKAGES}
 */
record RunPlan(
        @Nullable String source,
        Map<String, String> inputs,
        Map<String, String> environment,
        List<Attachment> attachments,
        List<String> packages) {

    /** Plans that were recorded before there was such an environment have none. */
    RunPlan {
        environment = Objects.requireNonNullElse(environment, Map.of());
    }

    /** Returns the plan of a run that was submitted before there were plans. */
    static RunPlan of(RunRequest request) {
        return new RunPlan(null, Objects.requireNonNull(request.inputs()), Map.of(), List.of(), List.of());
    }

    String source(RunRequest request) {
        return Objects.requireNonNull(source == null ? request.script().source() : source);
    }

    Map<String, InputValue> values() {
        return inputs.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, input -> InputValue.parse(input.getValue())));
    }

    /** Returns the names of the credentials that it needs. */
    Set<CredentialName> credentials() {
        return values().values().stream().flatMap(InputValue::credentials).collect(Collectors.toSet());
    }
}
