package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** A way to prove who calls. Safe for any thread. */
@FunctionalInterface
interface Proof {

    /** Returns the caller; empty if this proves nothing of it. */
    Optional<Caller> of(HttpServletRequest request);

    /** Returns where a request comes from, {@code 172.17.0.3:40122}. */
    static String addressOf(HttpServletRequest request) {
        return request.getRemoteAddr() + ":" + request.getRemotePort();
    }
}
