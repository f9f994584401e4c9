package io.rightlink.app.client;

import static io.rightlink.app.client.Listings.text;
import static io.rightlink.app.client.Listings.time;

import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code rightlink token list}. */
@Command(name = "list", description = "Lists the tokens, the expired ones, too; never their values.")
final class TokenListCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final Connection connection;

    @Option(names = "--json", description = "the API's own answer")
    private boolean json;

    TokenListCommand(Surroundings around) {
        this.around = around;
        this.connection = new Connection(around);
    }

    @Override
    public Integer call() {
        try (Api api = connection.open()) {
            Listings.print(
                    api.get("/v1/tokens"),
                    json,
                    around,
                    Table.titled("NAME", "ROLE", "STATE", "CREATED", "EXPIRES", "LAST USED"),
                    token -> new String[] {
                        text(token, "name"),
                        text(token, "role"),
                        state(token),
                        time(token, "createdAt"),
                        time(token, "expiresAt"),
                        time(token, "lastUsedAt")
                    });
            return 0;
        }
    }

    private static String state(JsonNode token) {
        return Instant.parse(text(token, "expiresAt")).isAfter(Instant.now()) ? "valid" : "expired";
    }
}
