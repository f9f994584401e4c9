package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** A way to prove who calls. Safe for any thread. */
@FunctionalInterface
interface Proof {

    /** Returns the caller, {@link Caller.Kind#NOBODY} if this is the reason to let nobody in; empty if it has nothing to say. */
    Optional<Caller> of(HttpServletRequest request);

    /** Returns where a request comes from, {@code 172.17.0.3:40122}, {@code [fd00::3]:40122}. */
    static String addressOf(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + request.getRemotePort();
    }
}
