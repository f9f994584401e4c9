package io.rightlink.app.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rightlink status}. */
@Command(
        name = "status",
        description = "Tells how the host and its agent are. It succeeds if the agent answers, whatever it answers.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            Outcome.LINE_OK,
            Outcome.LINE_FAILED,
            Outcome.LINE_USAGE,
            Outcome.LINE_UNREACHABLE,
            Outcome.LINE_REFUSED
        })
final class StatusCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final Connection connection;

    @Option(
            names = "--json",
            description =
                    "the API's own answers, in an object: host, health, units (those that failed), containers, alerts")
    private boolean json;

    StatusCommand(Surroundings around) {
        this.around = around;
        this.connection = new Connection(around);
    }

    @Override
    public Integer call() {
        StatusReport report;
        try (Api api = connection.open()) {
            report = StatusReport.of(api);
        }
        if (json) {
            Listings.printJson(report.json(), around);
        } else {
            report.table().print(around);
            around.out().flush();
        }
        return 0;
    }
}
