package io.rightlink.core.audit;

import org.jspecify.annotations.Nullable;

/**
 * Whether the chain holds.
 *
 * @param first the number of the oldest entry that is remembered; absent if there is none
 * @param entries how many there are
 * @param head the hash of the newest: whoever kept an older one can tell whether it is still in the chain
 * @param broken the number of the first entry that doesn't fit to the one before, or is missing
 */
public record AuditVerdict(
        boolean holds,
        @Nullable Long first,
        long entries,
        String head,
        @Nullable Long broken) {}
