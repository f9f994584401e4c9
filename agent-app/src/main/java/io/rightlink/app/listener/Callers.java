package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * Decides who calls: the first proof that has something to say. Who presents something is judged by that alone, whatever the connection
 * would prove: what is wrong or has expired is somebody's mistake, which would stay hidden behind another role. Safe for any thread.
 *
 * @param ofValues proofs by what a caller presents
 * @param ofConnections proofs by where it comes from
 */
record Callers(List<Proof> ofValues, List<Proof> ofConnections) {

    Finding of(HttpServletRequest request) {
        boolean presents = Presented.by(request).isPresent();
        Optional<Caller> said = first(presents ? ofValues : ofConnections, request);
        return new Finding(
                said.orElseGet(() -> Caller.nobody(
                        presents
                                ? "What it presented is neither the secret of this life of the agent nor a token"
                                : "It presented nothing",
                        Proof.addressOf(request))),
                presents && said.isEmpty());
    }

    private static Optional<Caller> first(List<Proof> proofs, HttpServletRequest request) {
        return proofs.stream().flatMap(proof -> proof.of(request).stream()).findFirst();
    }
}
