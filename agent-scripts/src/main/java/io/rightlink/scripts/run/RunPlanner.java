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

    /** @param globals the variables that {@code env:} means, and that every script finds in its environment */
    RunPlanner(Scripts scripts, Supplier<Map<String, String>> globals) {
        this.scripts = scripts;
        this.globals = globals;
    }

    /**
     * Settles what is run, as things are now.
     *
     * @param environment what the script gets besides its inputs and the global variables
     * @throws NotFoundException if there is no such script
     * @throws InvalidException if its inputs don't fit, an attachment is missing, or a variable can't be one
     */
    RunPlan plan(RunRequest request, Map<String, String> environment) {
        environment.forEach(RunPlanner::requireVariable);
        String name = request.script().name();
        ScriptText script = name == null
                ? ScriptText.of(
                        new ScriptSource(Objects.requireNonNull(request.script().source())))
                : scripts.text(new ScriptName(name));
        requireAttachments(script);
        Map<String, String> variables = new TreeMap<>(globals.get());
        Map<String, InputValue> inputs = Inputs.resolve(script.metadata().inputs(), request.values(), variables);
        variables.putAll(environment);
        Map<String, String> printed = new TreeMap<>();
        inputs.forEach((input, value) -> printed.put(input, value.print()));
        return new RunPlan(
                name == null ? null : script.source().text(),
                printed,
                variables,
                script.attachments(),
                script.metadata().packages());
    }

    private static void requireVariable(String name, String value) {
        if (!RunRequest.isVariable(name)) {
            throw new InvalidException(
                    "invalid-run", "'" + name + "' cannot be a variable's name: letters, digits and _");
        } else if (!InputValue.isText(value)) {
            throw new InvalidException(
                    "invalid-run",
                    "The variable '" + name + "' is not text: it has a NUL, or half of a surrogate pair");
        }
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
