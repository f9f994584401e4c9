package io.rightlink.app.platform;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What the platform gives the agent to be known by for a while.
 *
 * @param lifetime how long, from when it was asked for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, Bearer Token Usage</a>
 */
record BearerToken(String value, Duration lifetime) {

    private static final Pattern SENDABLE = Pattern.compile("[!-~]{1,8192}");

    /**
     * @throws IllegalArgumentException if it can't be sent in a header
     */
    BearerToken {
        if (!SENDABLE.matcher(value).matches()) {
            throw new IllegalArgumentException("There is no token, or it can't be sent");
        }
    }

    /** Returns the value of a request's header {@code Authorization}. */
    String header() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "BearerToken for " + lifetime;
    }
}
