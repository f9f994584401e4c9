package io.rightlink.core.token;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import java.util.Optional;

/** Named tokens, each with a role and an expiry. They hold over restarts and reboots. Safe for any thread. */
public interface Tokens {
    /** Returns all of them by name, the expired ones, too. */
    Listing<Token> list();

    /**
     * Makes a token; it is on disk when this returns.
     *
     * @throws ConflictException if there is one of that name, expired or not, or there are a thousand
     */
    IssuedToken issue(TokenRequest request);

    /**
     * Makes a token worthless at once.
     *
     * @throws NotFoundException if there is none of that name
     */
    void revoke(TokenName name);

    /**
     * Returns the token that a caller shows, which may be expired, and notes that it was used; empty if it is none. It takes as long
     * for a value that was never issued as for one that is nearly right.
     */
    Optional<Token> recognize(String value);
}
