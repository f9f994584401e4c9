package io.rightlink.scripts.credential;

import java.io.IOException;
import java.util.Optional;

/** Where credentials come from. Asked whenever a run starts; nothing of the answer is kept. Safe for any thread. */
@FunctionalInterface
public interface Credentials {
    /**
     * Returns a credential as it is now, or empty if there is none of this name. May block for the time of a round trip.
     *
     * @throws IOException if there is one that can't be used, saying why; never with a part of its value
     */
    Optional<Credential> find(CredentialName name) throws IOException;
}
