package io.rightlink.app.client;

import static io.rightlink.app.client.Listings.text;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rightlink token create}. The value alone goes to standard output, so that a script can take it. */
@Command(
        name = "create",
        description =
                "Makes a token and writes its value to standard output, this once: TOKEN=$(rightlink token create …).")
final class TokenCreateCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final Connection connection;

    @Parameters(paramLabel = "NAME", description = "tells whose it is")
    private String name;

    @Option(names = "--role", paramLabel = "ROLE", required = true, description = "read, operate or admin")
    private String role;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "how long it holds, 12h or 30d, 366 days at most (default: 90d)")
    private @Nullable Duration expires;

    @Option(names = "--json", description = "the API's own answer, which has the value")
    private boolean json;

    TokenCreateCommand(Surroundings around) {
        this.around = around;
        this.connection = new Connection(around);
    }

    @Override
    public Integer call() {
        Map<String, String> wanted = new TreeMap<>(Map.of("name", name, "role", role));
        if (expires != null) {
            wanted.put("expiresIn", expires.toString());
        }
        byte[] answer;
        try (Api api = connection.open()) {
            answer = Api.require(
                    api.ask("POST", "/v1/tokens", JsonMapper.shared().writeValueAsBytes(wanted)));
        }
        if (json) {
            Listings.printJson(answer, around);
            return 0;
        }
        JsonNode token = Api.tree(answer);
        around.out().println(text(token, "value"));
        around.say("The token '" + text(token, "name") + "' has the role " + text(token, "role") + " and expires at "
                + Listings.time(token, "expiresAt") + "; its value isn't shown again");
        return 0;
    }
}
