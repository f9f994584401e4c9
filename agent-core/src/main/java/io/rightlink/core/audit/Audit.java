package io.rightlink.core.audit;

import io.rightlink.core.access.Caller;
import io.rightlink.core.listing.Listing;
import org.springframework.dao.DataAccessException;

/**
 * The audit log: what callers were about to do, and what came of it. Entries are chained by their hashes, are never changed, and the
 * oldest are forgotten once there are too many. Safe for any thread.
 */
public interface Audit {

    /**
     * Records that a caller is about to do something. It is on disk when this returns.
     *
     * @param action in the words of the API, {@code PUT /v1/runs/one}; nothing secret belongs into it
     * @return the entry's number, for {@link #ended}
     * @throws DataAccessException if it can't be recorded: then it must not be done
     */
    long begins(Caller caller, String action);

    /** Records what came of it, soon; where that can't be recorded, the log of the agent says so. Doesn't block. */
    void ended(long number, int status);

    /**
     * Records what is over already, soon, in one entry; where that can't be recorded, the log of the agent says so. Doesn't block. Who calls
     * it sees to it that strangers can't have it fill the log.
     *
     * @param action in words; nothing secret belongs into it
     * @param status of the answer
     */
    void noted(Caller caller, String action, int status);

    /**
     * Returns entries in their order.
     *
     * @param after the number of the entry before the first that is wanted; 0 for the oldest
     * @param limit how many at most
     */
    Listing<AuditEntry> list(long after, int limit);

    /** Computes the chain anew. Reads all of it. */
    AuditVerdict verify();
}
