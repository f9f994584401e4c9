package io.rightlink.app.client;

import static io.rightlink.app.client.Listings.text;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rightlink units}. */
@Command(
        name = "units",
        description = "Lists the host's systemd units.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            Outcome.LINE_OK,
            Outcome.LINE_FAILED,
            Outcome.LINE_USAGE,
            Outcome.LINE_UNREACHABLE,
            Outcome.LINE_REFUSED
        })
final class UnitsCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final Connection connection;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATTERN",
            description = "shell patterns over names, 'nginx*'; any of them")
    private List<String> patterns = List.of();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "load, active, sub or file states, any of them: failed, running, enabled, …")
    private List<String> states = List.of();

    @Option(names = "--json", description = "the API's own answer")
    private boolean json;

    UnitsCommand(Surroundings around) {
        this.around = around;
        this.connection = new Connection(around);
    }

    @Override
    public Integer call() {
        try (Api api = connection.open()) {
            Query query = Query.of("/v1/units").withAll("pattern", patterns).withAll("state", states);
            Listings.print(
                    api.get(query.toString()),
                    json,
                    around,
                    Table.titled("UNIT", "LOAD", "ACTIVE", "SUB", "FILE", "DESCRIPTION"),
                    unit -> new String[] {
                        text(unit, "name"),
                        text(unit, "loadState"),
                        text(unit, "activeState"),
                        text(unit, "subState"),
                        text(unit, "unitFileState"),
                        text(unit, "description")
                    });
            return 0;
        }
    }
}
