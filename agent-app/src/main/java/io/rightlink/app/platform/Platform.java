package io.rightlink.app.platform;

import io.rightlink.core.identity.ProvenIdentities;
import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The platform of the identity as it is now. The identity is read for each call: that takes a small part of what the call does, and so it
 * may come later than the agent, change and go. Safe for any thread.
 */
final class Platform {

    /** A platform with the agent's tokens there. */
    record Known(Registration registration, BearerTokens tokens) {}

    private final ProvenIdentities identities;
    private final PlatformSettings settings;
    private final TokenEndpoint endpoint;
    private @Nullable Known known;

    Platform(ProvenIdentities identities, PlatformSettings settings, TokenEndpoint endpoint) {
        this.identities = identities;
        this.settings = settings;
        this.endpoint = endpoint;
    }

    /**
     * Returns the platform, with other tokens than before if the identity is another.
     *
     * @throws UnavailableException if there is none, or the identity can't be used
     */
    Known current() {
        Registration now = read();
        synchronized (this) {
            if (known == null || !known.registration().equals(now)) {
                known = new Known(now, new BearerTokens(() -> endpoint.ask(now), System::nanoTime));
            }
            return known;
        }
    }

    private Registration read() {
        try {
            return Registration.of(identities.findProven(), settings);
        } catch (IOException e) {
            throw Registration.unusable(String.valueOf(e.getMessage()));
        }
    }
}
