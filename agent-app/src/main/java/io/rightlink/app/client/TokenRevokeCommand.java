package io.rightlink.app.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rightlink token revoke}. */
@Command(name = "revoke", description = "Makes a token worthless at once.")
final class TokenRevokeCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final Connection connection;

    @Parameters(paramLabel = "NAME", description = "the token's name")
    private String name;

    TokenRevokeCommand(Surroundings around) {
        this.around = around;
        this.connection = new Connection(around);
    }

    @Override
    public Integer call() {
        try (Api api = connection.open()) {
            byte[] _ = Api.require(
                    api.ask("DELETE", Query.of("/v1/tokens/{}", name).toString(), null));
        }
        around.say("The token '" + name + "' is revoked");
        return 0;
    }
}
