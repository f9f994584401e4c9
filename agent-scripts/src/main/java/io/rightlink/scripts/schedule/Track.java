package io.rightlink.scripts.schedule;

import io.rightlink.scripts.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A schedule, and how far it has come.
 *
 * @param times those that the definition means
 * @param seed where its jitter is drawn from: every host draws its own, and again the same for a due time
 * @param handledUntil up to here, each due time was run or told
 * @param last its newest run
 */
record Track(
        ScheduleName name,
        ScheduleDefinition definition,
        CronTimes times,
        long seed,
        Instant handledUntil,
        @Nullable Ran last,
        Misses misses) {

    /** A clock that is set back by less than this repeats nothing. */
    private static final Duration SMALL_STEP = Duration.ofMinutes(1);

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    record Ran(Instant dueAt, String runId) {}

    /** @param incomplete whether there were more than were counted */
    record Misses(long count, boolean incomplete, Schedule.@Nullable LastMissed last) {

        static final Misses NONE = new Misses(0, false, null);

        Misses plus(Missed missed) {
            return new Misses(
                    count + missed.count(),
                    incomplete || missed.countIncomplete(),
                    new Schedule.LastMissed(missed.dueAt(), missed.why()));
        }
    }

    static Track begin(ScheduleName name, ScheduleDefinition definition, long seed, Instant now) {
        return new Track(name, definition, definition.times(), seed, now, null, Misses.NONE);
    }

    /** Returns the id of the run of a due time: sent again, it is the same run. */
    RunId runId(Instant dueAt) {
        return new RunId("schedule-" + name + "-" + COMPACT.format(dueAt));
    }

    /** Returns when the run of a due time begins: never later than when it is due again, so that they keep their order. */
    Instant beginsAt(Instant dueAt) {
        Duration jitter = definition.jitter();
        if (jitter == null || jitter.isZero()) {
            return dueAt;
        }
        Duration room = times.after(dueAt)
                .map(next -> Duration.between(dueAt, next))
                .filter(gap -> gap.compareTo(jitter) < 0)
                .orElse(jitter);
        double drawn = new SplittableRandom(seed ^ dueAt.getEpochSecond()).nextDouble();
        return dueAt.plusMillis((long) (room.toMillis() * drawn));
    }

    /** Returns when the next run begins; empty if none does. */
    Optional<Instant> nextAt(Instant now) {
        return definition.active() ? times.after(notAheadOf(now).handledUntil).map(this::beginsAt) : Optional.empty();
    }

    /** Returns where it stands by the clock as it is now: if that was set back, it doesn't wait until it has caught up. */
    Track notAheadOf(Instant now) {
        return handledUntil.isAfter(now.plus(SMALL_STEP)) ? handledUntil(now) : this;
    }

    Track redefined(ScheduleDefinition other, Instant now) {
        Instant from = definition.isDueLike(other) ? handledUntil : now;
        return new Track(name, other, other.times(), seed, from, last, misses);
    }

    Track handledUntil(Instant until) {
        return new Track(name, definition, times, seed, until, last, misses);
    }

    Track ran(Instant dueAt) {
        return new Track(
                name,
                definition,
                times,
                seed,
                dueAt,
                new Ran(dueAt, runId(dueAt).value()),
                misses);
    }

    Track missed(Missed missed) {
        return new Track(name, definition, times, seed, missed.dueAt(), last, misses.plus(missed));
    }
}
