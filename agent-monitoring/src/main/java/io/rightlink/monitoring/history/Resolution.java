package io.rightlink.monitoring.history;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which tier a query is answered from, and in what steps.
 *
 * @param first when the first point begins, in seconds since 1970: at {@code from} or before it, a multiple of the step
 * @param step the seconds from one point to the next, a multiple of the tier's
 */
record Resolution(Tier tier, long first, long step) {

    /**
     * Chooses the coarsest tier that goes back far enough and whose points make up the steps exactly. If there is none, it is the finest that goes
     * back far enough, and the steps are made greater.
     */
    static Resolution of(RangeQuery query, List<Span> spans) {
        List<Tier> reaching = reaching(Math.floorDiv(query.from(), query.step()) * query.step(), spans);
        return reaching.reversed().stream()
                .filter(tier -> query.step() % tier.step() == 0)
                .findFirst()
                .map(tier -> of(tier, query.from(), query.step()))
                .orElseGet(() -> {
                    long step = reaching.getFirst().step();
                    return of(reaching.getFirst(), query.from(), Math.ceilDiv(query.step(), step) * step);
                });
    }

    /** Returns where the last point that begins before {@code to} ends: it is made of all that falls into it. */
    long end(long to) {
        return first + points(to) * step;
    }

    /** Returns how many points there are before {@code to}. */
    long points(long to) {
        return Math.ceilDiv(to - first, step);
    }

    private static Resolution of(Tier tier, long from, long step) {
        return new Resolution(tier, Math.floorDiv(from, step) * step, step);
    }

    /** Returns the tiers that have the range's begin, or as much of it as there is at all; the finest first. */
    private static List<Tier> reaching(long from, List<Span> spans) {
        long oldest = Math.max(from, spans.stream().mapToLong(Span::start).min().orElse(from));
        List<Tier> reaching = Stream.of(Tier.values())
                .filter(tier -> start(tier, spans) <= oldest)
                .toList();
        return reaching.isEmpty()
                ? List.of(Stream.of(Tier.values())
                        .min(Comparator.comparingLong(tier -> start(tier, spans)))
                        .orElseThrow())
                : reaching;
    }

    private static long start(Tier tier, List<Span> spans) {
        return spans.stream()
                .filter(span -> span.tier() == tier)
                .mapToLong(Span::start)
                .min()
                // only in memory, which is all tiers'
                .orElse(spans.isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
}
