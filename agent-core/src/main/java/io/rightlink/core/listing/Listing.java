package io.rightlink.core.listing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a kind, as the API shows every collection.
 *
 * @param asOf when this was true
 * @param complete whether all of it could be seen
 * @param reason why not, if not
 */
public record Listing<T>(
        Instant asOf, boolean complete, @Nullable String reason, List<T> items) {

    /** Returns a listing that leaves nothing out. */
    public static <T> Listing<T> complete(Instant asOf, List<T> items) {
        return new Listing<>(asOf, true, null, List.copyOf(items));
    }
}
