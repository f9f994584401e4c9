package io.rightlink.monitoring.history;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.UnavailableException;

/** What was measured and received in the last days. Blocks for reads of the disk; safe for any thread. */
public interface History {
    /**
     * Returns the series that a filter lets through, by name.
     *
     * @throws InvalidException if there are too many to answer
     * @throws UnavailableException if the history can't be read
     */
    Listing<SeriesSummary> series(SeriesFilter filter);

    /**
     * Returns the points of a range, of the coarsest tier that makes them exactly; the answer's step is greater than the one asked for
     * where the finer tiers don't go back so far.
     *
     * @throws InvalidException if there are too many to answer
     * @throws UnavailableException if the history can't be read
     */
    Answer query(RangeQuery query);
}
