package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import io.rightlink.core.token.Token;
import io.rightlink.core.token.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;

/** Gives whoever has a token the token's role, until it expires. Safe for any thread. */
record TokenProof(Tokens tokens, Clock clock) implements Proof {

    @Override
    public Optional<Caller> of(HttpServletRequest request) {
        return Presented.by(request).flatMap(tokens::recognize).map(token -> caller(token, Proof.addressOf(request)));
    }

    private Caller caller(Token token, String address) {
        String name = token.name().value();
        return token.isExpired(clock.instant())
                ? new Caller(
                        Caller.Kind.NOBODY,
                        name,
                        Role.OPEN,
                        "Its token '" + name + "' expired at " + token.expiresAt(),
                        address)
                : new Caller(Caller.Kind.TOKEN, name, token.role(), "It sent the token '" + name + "'", address);
    }
}
