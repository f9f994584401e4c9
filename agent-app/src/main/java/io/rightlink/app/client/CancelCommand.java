package io.rightlink.app.client;

import static io.rightlink.app.client.Listings.text;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rightlink cancel}. */
@Command(
        name = "cancel",
        description = "Ends a run with everything that it has started, and waits for that.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            Outcome.LINE_OK,
            Outcome.LINE_FAILED,
            Outcome.LINE_USAGE,
            Outcome.LINE_UNREACHABLE,
            Outcome.LINE_REFUSED,
            Outcome.LINE_NOT_FOUND
        })
final class CancelCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final Connection connection;

    @Parameters(paramLabel = "RUN", description = "the run's id")
    private String id;

    @Option(names = "--json", description = "the API's own answer")
    private boolean json;

    CancelCommand(Surroundings around) {
        this.around = around;
        this.connection = new Connection(around);
    }

    @Override
    public Integer call() {
        byte[] answer;
        try (Api api = connection.open()) {
            answer = Api.require(api.ask("DELETE", Query.of("/v1/runs/{}", id).toString(), null));
        }
        if (json) {
            Listings.printJson(answer, around);
        } else {
            around.say("The run '" + id + "' is " + text(Api.tree(answer), "state"));
        }
        return 0;
    }
}
