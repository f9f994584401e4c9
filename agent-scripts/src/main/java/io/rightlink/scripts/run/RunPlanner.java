package io.rightlink.scripts.run;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.input.InputValue;
import io.rightlink.scripts.input.Inputs;
import io.rightlink.scripts.script.ScriptName;
import io.rightlink.scripts.script.ScriptSource;
import io.rightlink.scripts.script.ScriptText;
import io.rightlink.scripts.script.Scripts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes plans of requests. Safe for any thread. */
final class RunPlanner {

    private final Scripts scripts;
    private final Supplier<Map<String, String>> globals;

    /** @param globals the variables that {@code env:} means */
    RunPlanner(Scripts scripts, Supplier<Map<String, String>> globals) {
        this.scripts = scripts;
        this.globals = globals;
    }

    /**
     * Settles what is run, as things are now.
     *
     * @throws NotFoundException if there is no such script
     * @throws InvalidException if its inputs don't fit, or an attachment is missing
     */
    RunPlan plan(RunRequest request) {
        String name = request.script().name();
        ScriptText script = name == null
                ? ScriptText.of(
                        new ScriptSource(Objects.requireNonNull(request.script().source())))
                : scripts.text(new ScriptName(name));
        requireAttachments(script);
        Map<String, InputValue> inputs = Inputs.resolve(script.metadata().inputs(), request.values(), globals.get());
        Map<String, String> printed = new TreeMap<>();
        inputs.forEach((input, value) -> printed.put(input, value.print()));
        return new RunPlan(
                name == null ? null : script.source().text(),
                printed,
                script.attachments(),
                script.metadata().packages());
    }

    private static void requireAttachments(ScriptText script) {
        List<String> missing = script.missingAttachments();
        if (!missing.isEmpty()) {
            throw new InvalidException(
                    "missing-attachments",
                    "Cannot run the script: its attachments " + missing
                            + " are not there; put them at /v1/scripts/<name>/attachments/<file>");
        }
    }
}
