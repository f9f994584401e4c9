package io.rightlink.monitoring.tss;

import java.util.Optional;

/**
 * Who this host is to the platform's time series storage (TSS), and which server of it RightLink 10's scripts chose. Both are kept over
 * restarts. Safe for any thread.
 */
public interface TssIdentity {

    /** Returns the name by which the platform knows this host, RightLink 10's {@code tss_id}; empty until it is set. */
    Optional<String> id();

    /**
     * Sets it.
     *
     * @throws io.rightlink.core.problem.InvalidException if it can't be the host of an identifier
     */
    void setId(String id);

    /** Returns the TSS server, {@code tss3.example.com}: kept and shown, and no more; empty until it is set. */
    Optional<String> server();

    /**
     * Sets it. Where values are sent remains what the agent was started with: whoever may call the API can't send them elsewhere, and
     * the credentials with them.
     *
     * @throws io.rightlink.core.problem.InvalidException if it isn't a host's name
     */
    void setServer(String server);
}
