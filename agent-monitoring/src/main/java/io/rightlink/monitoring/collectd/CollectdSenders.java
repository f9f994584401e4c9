package io.rightlink.monitoring.collectd;

import org.jspecify.annotations.Nullable;

/** Who may post values. Safe for any thread. */
public interface CollectdSenders {
    /**
     * Tells whether a sender with this {@code Authorization} header may: anybody, unless a user is configured; then who knows the user's
     * password, as HTTP Basic has it. Where the password can't be read, nobody.
     */
    boolean admits(@Nullable String authorization);
}
