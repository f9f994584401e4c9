package io.rightlink.core.identity;

import java.io.IOException;
import java.util.Optional;

/** Where the agent's identity comes from. Safe for any thread. */
public interface Identities {
    /**
     * Returns the identity as it is now; empty if the agent has none.
     *
     * @throws IOException if there is one that can't be used, saying why and never what is in it
     */
    Optional<Identity> find() throws IOException;
}
