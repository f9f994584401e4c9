package io.rightlink.app.client;

import static io.rightlink.app.client.Listings.text;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rightlink run}. */
@Command(
        name = "run",
        description = {
            "Runs a script, shows its output as it comes, and exits as the script does.",
            "Ctrl-C leaves the run alone: it goes on, and standard error says how to follow or cancel it."
        },
        exitCodeOnInvalidInput = Outcome.USAGE_OF_RUN,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0-255:the script's own; 128 and the number of the signal that ended it",
            "120:the command can't be understood",
            "121:no agent answers; what was running goes on",
            "122:the agent refuses the caller, or the secret can't be read",
            "123:the script could not be run, was cancelled, or its end isn't known; standard error says which",
            "124:the script took too long, and was ended",
            "130:Ctrl-C"
        })
final class RunCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final Connection connection;

    @ArgGroup(multiplicity = "1")
    private ScriptChoice script;

    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            description =
                    "an input; what doesn't begin with text:, cred:, env:, key: or array:, and isn't blank or ignore, is text")
    private Map<String, String> inputs = new TreeMap<>();

    @Option(
            names = "--placement",
            paramLabel = "PLACE",
            description = "where it runs: agent, host or image:REF (default: agent)")
    private @Nullable String placement;

    @Option(
            names = "--thread",
            paramLabel = "NAME",
            description = "runs of one thread run one after the other (default: default)")
    private @Nullable String thread;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "when it is ended, 90s or 2h (default: 10m)")
    private @Nullable Duration timeout;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "the run's id (default: a fresh one). Given again with the same script it starts nothing: it follows that run")
    private @Nullable String id;

    @Option(names = "--detach", description = "don't wait: write the run's id to standard output, and succeed")
    private boolean detach;

    @Option(
            names = "--json",
            description = "instead of the output, the API's own description of the run, once it has ended")
    private boolean json;

    RunCommand(Surroundings around) {
        this.around = around;
        this.connection = new Connection(around);
    }

    /** The script: one of the catalogue, or one of a file. */
    static final class ScriptChoice {

        @Parameters(paramLabel = "SCRIPT", description = "the name of one in the agent's catalogue")
        private @Nullable String name;

        @Option(names = "--file", paramLabel = "FILE", description = "one that isn't; - is standard input")
        private @Nullable String file;
    }

    @Override
    public Integer call() {
        String run = id == null ? "cli-" + UUID.randomUUID() : id;
        byte[] request = request();
        try (Api api = connection.open()) {
            FollowedRun following = new FollowedRun(api, run, around);
            byte[] submitted = following.submit(request);
            if (detach) {
                printDetached(run, submitted);
                return 0;
            }
            byte[] ended = following.await(!json);
            if (json) {
                Listings.printJson(ended, around);
            }
            return exitOf(run, Api.tree(ended));
        }
    }

    private byte[] request() {
        Map<String, Object> request = new TreeMap<>();
        String name = script.name;
        request.put(
                "script",
                name == null
                        ? Map.of("source", ScriptText.of(String.valueOf(script.file), around))
                        : Map.of("name", name));
        Map<String, String> values = new TreeMap<>();
        inputs.forEach((input, value) -> values.put(input, InputText.of(value)));
        request.put("inputs", values);
        putIfGiven(request, "placement", placement);
        putIfGiven(request, "thread", thread);
        putIfGiven(request, "timeout", timeout == null ? null : timeout.toString());
        return JsonMapper.shared().writeValueAsBytes(request);
    }

    private static void putIfGiven(Map<String, Object> request, String field, @Nullable String value) {
        if (value != null) {
            request.put(field, value);
        }
    }

    private void printDetached(String run, byte[] submitted) {
        if (json) {
            Listings.printJson(submitted, around);
        } else {
            around.out().println(run);
            around.out().flush();
        }
    }

    private int exitOf(String id, JsonNode run) {
        String state = text(run, "state");
        JsonNode code = run.path("exitCode");
        JsonNode signal = run.path("signal");
        boolean byItself = state.equals("succeeded") || state.equals("failed");
        if (byItself && code.isInt()) {
            return code.asInt();
        } else if (byItself && signal.isInt()) {
            return 128 + signal.asInt();
        }
        String problem = text(run, "problem");
        around.say("The run '" + id + "' is " + state + (problem.isEmpty() ? "" : ": " + problem));
        return state.equals("timedOut") ? Outcome.TIMED_OUT : Outcome.FAILED.statusOfRun();
    }
}
