package io.rightlink.core.identity;

import java.io.IOException;
import java.util.Optional;

/** Where the agent's identity comes from, with its secret. Safe for any thread. */
public interface ProvenIdentities {
    /**
     * Returns the identity as it is now; empty if the agent has none. Both parts are of the same moment.
     *
     * @throws IOException if there is one that can't be used, saying why and never what is in it
     */
    Optional<ProvenIdentity> findProven() throws IOException;
}
