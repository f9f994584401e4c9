package io.rightlink.monitoring.alert;

import io.rightlink.monitoring.sample.SampleSink;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an alert stands at one host, and by what evidence. Immutable: each tick makes the next one.
 *
 * <p>Two clocks are kept apart. How long a condition held is told by the times of the values themselves, and a gap of more than three
 * intervals between them, of ten seconds at least, interrupts it. Whether a sender went silent is told by when its values came, because its clock may be wrong.
 *
 * @param since when the state began
 * @param valueAt the last value's own time
 * @param evidence until when the state is known to have held: the last value's time or, where a clause waits for silence, a tick's
 * @param heardAt when the last value came, or waiting for one began
 * @param interval that of the values
 * @param value the last one
 * @param restored whether it is as it was before the agent started, with no value since
 */
record Track(
        AlertState state,
        Instant since,
        @Nullable Instant valueAt,
        @Nullable Instant evidence,
        Instant heardAt,
        Duration interval,
        @Nullable Double value,
        boolean restored) {

    private static final int INTERVALS = 3;

    /** The agent's own, until there is a value that tells another. */
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(20);

    /** Begins where nothing is known. */
    static Track begin(Instant now) {
        return new Track(AlertState.UNKNOWN, now, null, null, now, USUAL_INTERVAL, null, false);
    }

    /** Goes on where an earlier agent stopped. */
    static Track resume(AlertState state, Instant since, @Nullable Instant evidence, Duration interval, Instant now) {
        return new Track(state, since, evidence, evidence, now, interval, null, true);
    }

    /** Returns how it stands at the tick {@code now}, with the latest value that there is. */
    Track next(Clause clause, @Nullable Sample latest, Instant now) {
        boolean news = latest != null && clause.isOfValues() && !latest.time().equals(valueAt);
        if (latest != null && news) {
            return heard(clause, latest, now);
        }
        return clause.holdsInSilence() ? awaited(clause, now) : unheard(clause, now);
    }

    /** Tells whether nothing came for so long that what is known is out of date. */
    boolean isSilent(Instant now) {
        return isGap(heardAt, now, interval);
    }

    private Track heard(Clause clause, Sample sample, Instant now) {
        boolean holds = clause.holds(sample.value());
        boolean gap = valueAt == null || isGap(valueAt, sample.time(), longer(interval, sample.interval()));
        boolean goesOn =
                holds && ((state == AlertState.FIRING && (restored || !gap)) || (state == AlertState.PENDING && !gap));
        AlertState next = !holds ? AlertState.OK : goesOn ? state : AlertState.PENDING;
        Instant began = next == state && (goesOn || !holds) ? since : sample.time();
        if (next == AlertState.PENDING && reaches(began, sample.time(), clause)) {
            next = AlertState.FIRING;
            began = sample.time();
        }
        return new Track(next, began, sample.time(), sample.time(), now, sample.interval(), sample.value(), false);
    }

    /** No value, in which nothing is to be seen until it lasts. */
    private Track unheard(Clause clause, Instant now) {
        // What fired before a restart is not over because the agent was away: only a value can tell.
        boolean stays = !isSilent(now) || (restored && state == AlertState.FIRING);
        AlertState next = stays ? state : clause.asksForAValue() ? AlertState.OK : AlertState.UNKNOWN;
        return next == state ? this : new Track(next, now, valueAt, evidence, heardAt, interval, null, false);
    }

    /** No value, where that is what the clause waits for. */
    private Track awaited(Clause clause, Instant now) {
        boolean lasts = state == AlertState.PENDING || state == AlertState.FIRING;
        if (!lasts && !isSilent(now)) {
            return this;
        }
        boolean gap = state == AlertState.PENDING && (evidence == null || isGap(evidence, now, interval));
        Instant began = !lasts ? heardAt : gap ? now : since;
        boolean fires = state == AlertState.FIRING || reaches(began, now, clause);
        return new Track(
                fires ? AlertState.FIRING : AlertState.PENDING,
                fires && state != AlertState.FIRING ? now : began,
                valueAt,
                now,
                heardAt,
                interval,
                null,
                restored);
    }

    private static boolean reaches(Instant began, Instant now, Clause clause) {
        return Duration.between(began, now).compareTo(clause.lasting()) >= 0;
    }

    /** Of the values that come in between two ticks the last one is seen: to be further apart than an interval is no gap by itself. */
    private static boolean isGap(Instant before, Instant after, Duration interval) {
        Duration passed = Duration.between(before, after);
        return passed.isNegative() || passed.dividedBy(INTERVALS).compareTo(longer(interval, SampleSink.TICK)) > 0;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
