package io.rightlink.app.client;

import static io.rightlink.app.client.Listings.text;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code rightlink containers}. */
@Command(
        name = "containers",
        description = "Lists the host's containers; without --all and --state those that run, as 'docker ps' does.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            Outcome.LINE_OK,
            Outcome.LINE_FAILED,
            Outcome.LINE_USAGE,
            Outcome.LINE_UNREACHABLE,
            Outcome.LINE_REFUSED
        })
final class ContainersCommand implements Callable<Integer> {

    private static final List<String> ALIVE = List.of("running", "paused", "restarting");
    private static final int SHORT_ID = 12;

    private final Surroundings around;

    @Mixin
    private final Connection connection;

    @ArgGroup
    private @Nullable Which which;

    @Option(names = "--json", description = "the API's own answer")
    private boolean json;

    ContainersCommand(Surroundings around) {
        this.around = around;
        this.connection = new Connection(around);
    }

    /** Which are wanted; one of the two. */
    static final class Which {

        @Option(
                names = {"-a", "--all"},
                description = "in whatever state")
        private boolean all;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                split = ",",
                description = "any of these: created, running, paused, restarting, removing, exited, dead")
        private List<String> states = List.of();

        private List<String> wanted() {
            return all ? List.of() : states;
        }
    }

    @Override
    public Integer call() {
        List<String> states = which == null ? ALIVE : which.wanted();
        try (Api api = connection.open()) {
            Listings.print(
                    api.get(Query.of("/v1/containers").withAll("state", states).toString()),
                    json,
                    around,
                    Table.titled("NAME", "ID", "IMAGE", "STATE", "STATUS", "PORTS"),
                    container -> new String[] {
                        text(container, "name"),
                        shortened(text(container, "id")),
                        text(container, "image"),
                        text(container, "health").equals("unhealthy") ? "unhealthy" : text(container, "state"),
                        text(container, "status"),
                        ports(container)
                    });
            return 0;
        }
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }

    /** Returns {@code 0.0.0.0:8080->80/tcp, 443/tcp}. */
    private static String ports(JsonNode container) {
        return container
                .path("ports")
                .valueStream()
                .map(port -> {
                    String exposed = text(port, "privatePort") + "/" + text(port, "type");
                    String published = text(port, "publicPort");
                    return published.isEmpty() ? exposed : text(port, "ip") + ":" + published + "->" + exposed;
                })
                .collect(Collectors.joining(", "));
    }
}
