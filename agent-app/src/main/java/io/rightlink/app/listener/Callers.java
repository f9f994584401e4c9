package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Decides who calls: the first proof that says so. Safe for any thread. */
record Callers(List<Proof> proofs) {

    Caller of(HttpServletRequest request) {
        return proofs.stream()
                .flatMap(proof -> proof.of(request).stream())
                .findFirst()
                .orElseGet(() -> new Caller(
                        Caller.Kind.NOBODY, null, Role.OPEN, "It proved nothing of itself", Proof.addressOf(request)));
    }
}
