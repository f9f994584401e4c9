package io.rightlink.scripts.template;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.scripts.input.InputDefinition;
import io.rightlink.scripts.input.Inputs;
import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.run.Runs;
import io.rightlink.scripts.script.ScriptName;
import io.rightlink.scripts.script.ScriptSummary;
import io.rightlink.scripts.script.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes requests for runs of what a template says. Safe for any thread. */
public final class TemplateRequests {

    private final Scripts scripts;
    private final Runs runs;
    private final TemplateSettings settings;

    TemplateRequests(Scripts scripts, Runs runs, TemplateSettings settings) {
        this.scripts = scripts;
        this.runs = runs;
        this.settings = settings;
    }

    /**
     * Returns the requests for one of a template's lists. Each script gets those of the template's inputs that it declares, and none if
     * it declares none: what wasn't asked for, credentials above all, is given to nobody.
     *
     * @param thread the thread on which they are to run
     * @throws InvalidException if a script isn't there or can't be run so, saying which and why
     * @throws UnavailableException if that can't be told now
     */
    public List<RunRequest> of(ServerTemplate template, List<TemplateScript> list, String thread) {
        List<RunRequest> requests = new ArrayList<>();
        for (TemplateScript script : list) {
            try {
                RunRequest request = request(template, script, thread);
                check(request);
                requests.add(request);
            } catch (UnavailableException e) {
                throw e;
            } catch (ProblemException e) {
                throw new InvalidException(
                        "invalid-template",
                        "Cannot run the template's script '" + script.name() + "': " + e.getMessage());
            }
        }
        return List.copyOf(requests);
    }

    private RunRequest request(ServerTemplate template, TemplateScript script, String thread) {
        ScriptName name = nameOf(script.name());
        Map<String, String> inputs = new TreeMap<>(template.inputs());
        inputs.keySet()
                .retainAll(scripts.text(name).metadata().inputs().stream()
                        .map(InputDefinition::name)
                        .toList());
        return new RunRequest(
                new RunRequest.Script(null, name.value()),
                inputs,
                Objects.requireNonNullElse(script.placement(), settings.placement()),
                thread,
                Objects.requireNonNullElse(script.timeout(), settings.timeout()));
    }

    /** Global variables may be set by the scripts before it, so what depends on them shows only when it is its turn. */
    private void check(RunRequest request) {
        Inputs.requireRoom(request.values());
        if (Objects.requireNonNull(request.inputs()).values().stream().noneMatch(value -> value.contains("env:"))) {
            runs.check(request);
        }
    }

    /** Finds a script by its name or, as right_st has it, by what it calls itself. */
    private ScriptName nameOf(String name) {
        List<ScriptSummary> all = scripts.list().items();
        List<ScriptName> found = all.stream()
                .map(ScriptSummary::name)
                .filter(known -> known.value().equals(name))
                .toList();
        if (found.isEmpty()) {
            found = all.stream()
                    .filter(script -> name.equals(script.title()))
                    .map(ScriptSummary::name)
                    .toList();
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new InvalidException(
                "invalid-template",
                found.isEmpty()
                        ? "there is none of this name or title in the catalogue: put it at /v1/scripts/<name>"
                        : "the scripts " + found + " all have this title: say the name of one");
    }
}
