package io.rightlink.docker.container;

import io.rightlink.core.listing.Listing;
import io.rightlink.docker.engine.Gap;
import io.rightlink.docker.engine.Sight;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes lists of what is held. The last one of all of it is kept, and returned again for as long as it is true: until something that is
 * held changes, all is confirmed anew, something may be missed, or the words of a status age. Safe for any thread.
 */
final class Lists {

    private static final Comparator<Container> NEWEST_FIRST =
            Comparator.comparing(Container::createdAt).reversed().thenComparing(Container::id);

    private final Collection<Held> held;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Kept last;

    /** @param held what is held at any time, readable while it changes */
    Lists(Collection<Held> held) {
        this.held = held;
    }

    /** To be called after each change of what is held. */
    void changed() {
        changes.incrementAndGet();
    }

    Listing<Container> list(ContainerFilter filter, Sight sight, Instant now) {
        return filter.equals(ContainerFilter.ALL) ? all(sight, now) : listing(List.copyOf(held), filter, sight, now);
    }

    private Listing<Container> all(Sight sight, Instant now) {
        Kept known = last;
        // Counted before what is held is read: what changes meanwhile makes the list an old one.
        long counted = changes.get();
        if (known == null || !known.holds(counted, sight, now)) {
            List<Held> all = List.copyOf(held);
            Instant until = all.stream()
                    .map(one -> one.shownUntil(now))
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
            known = new Kept(listing(all, ContainerFilter.ALL, sight, now), sight, counted, now, until);
            last = known;
        }
        return known.listing();
    }

    private static Listing<Container> listing(List<Held> all, ContainerFilter filter, Sight sight, Instant now) {
        List<Container> found = all.stream()
                .map(one -> one.shown(now))
                .filter(filter::matches)
                .sorted(NEWEST_FIRST)
                .toList();
        return sight.gap()
                .or(() -> all.stream().flatMap(one -> one.flaw().stream()).min(Comparator.comparing(Gap::since)))
                .map(gap -> new Listing<>(sight.asOf(), false, gap.words(), found))
                .orElseGet(() -> Listing.complete(sight.asOf(), found));
    }

    /**
     * A list of all that is held.
     *
     * @param changes how many there had been
     * @param until when the words of a status will be others
     */
    private record Kept(Listing<Container> listing, Sight sight, long changes, Instant from, Instant until) {

        boolean holds(long counted, Sight seen, Instant now) {
            return counted == changes && seen.equals(sight) && !now.isBefore(from) && now.isBefore(until);
        }
    }
}
