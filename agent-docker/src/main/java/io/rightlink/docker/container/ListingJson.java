package io.rightlink.docker.container;

import io.rightlink.core.listing.Listing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The containers as the bytes that show them. Those of the last list of all are kept, and are right for as long as {@link Containers}
 * returns the same list. Safe for any thread.
 */
final class ListingJson {

    private final Containers containers;
    private final JsonMapper json;
    private volatile @Nullable Written last;

    ListingJson(Containers containers, JsonMapper json) {
        this.containers = containers;
        this.json = json;
    }

    /** Returns a {@code Listing<Container>} in JSON, in UTF-8; not to be written to. */
    byte[] list(ContainerFilter filter) {
        Listing<Container> listing = containers.list(filter);
        return filter.equals(ContainerFilter.ALL) ? kept(listing) : json.writeValueAsBytes(listing);
    }

    private byte[] kept(Listing<Container> listing) {
        Written known = last;
        if (known == null || !known.shows(listing)) {
            known = new Written(listing, json.writeValueAsBytes(listing));
            last = known;
        }
        return known.bytes;
    }

    private static final class Written {

        private final Listing<Container> listing;
        private final byte[] bytes;

        Written(Listing<Container> listing, byte[] bytes) {
            this.listing = listing;
            this.bytes = bytes;
        }

        /** To compare what they say would take longer than to write it. */
        @SuppressWarnings("ReferenceEquality")
        boolean shows(Listing<Container> other) {
            return listing == other;
        }
    }
}
