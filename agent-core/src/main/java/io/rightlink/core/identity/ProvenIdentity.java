package io.rightlink.core.identity;

import java.util.Optional;

/**
 * An identity with what proves it. Only who asks the platform for a token needs this.
 *
 * @param identity who the agent is
 * @param clientSecret the secret that goes with the identity's {@code clientId}; empty if the file has none
 */
public record ProvenIdentity(Identity identity, Optional<String> clientSecret) {

    @Override
    public String toString() {
        return identity.toString();
    }
}
