package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Takes for an administrator whoever knows the secret. Safe for any thread. */
record SecretProof(Secret secret) implements Proof {

    @Override
    public Optional<Caller> of(HttpServletRequest request) {
        return Presented.by(request)
                .filter(secret::is)
                .map(_ -> new Caller(
                        Caller.Kind.SECRET,
                        null,
                        Role.ADMIN,
                        "It sent the secret of the run directory",
                        Proof.addressOf(request)));
    }
}
